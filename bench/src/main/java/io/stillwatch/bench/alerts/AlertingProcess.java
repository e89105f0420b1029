// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.alerts;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.alerting.sns.SnsNotifier;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.AlertEvaluator;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.indexer.ElasticSettings;
import io.stillwatch.indexer.ElasticSettings.Credentials;
import io.stillwatch.indexer.ElasticStores;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What decides and sends, as a process of its own: the product's evaluator and relay over a real
/// Elasticsearch and a topic, for a job that has stopped.
///
/// It says `at STEP` and waits for its end at the step that it is told, and `idle` once nothing is
/// to be sent.
public final class AlertingProcess {
  private static final Instant MISSED = Instant.parse("2026-11-13T02:00:00Z");

  private AlertingProcess() {}

  /// Where everything is, which job has stopped, and at which step to wait; empty for none.
  record Order(URI elastic, String user, String password, URI sns, String topic, Told told) {
    /// Each host has an hour of its own, so that the ceiling of messages does not hold any back.
    record Told(String host, String step) {
      Instant missed() {
        return MISSED.plus(Duration.ofHours(Long.parseLong(host.replaceAll("\\D", ""))));
      }
    }

    static Order parse(String... words) {
      return new Order(
          URI.create(words[0]),
          words[1],
          words[2],
          URI.create(words[3]),
          words[4],
          new Told(words[5], words.length > 6 ? words[6] : ""));
    }

    List<String> words() {
      return List.of(
          elastic.toString(), user, password, sns.toString(), topic, told.host(), told.step());
    }
  }

  public static void main(String[] arguments) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var order = Order.parse(arguments);
    Consumer<Step> halt =
        step -> {
          if (!step.name().equals(order.told().step())) return;
          out.println("at " + step);
          await();
        };
    try (var stores = connected(order);
        var topic = SnsNotifier.open(order.topic(), order.sns())) {
      run(stores, topic, order.told(), halt);
      out.println("idle");
      await();
    }
  }

  /// Until it is killed.
  private static void await() {
    try {
      Thread.sleep(Duration.ofMinutes(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ElasticStores connected(Order order) throws StoreException, InterruptedException {
    var how =
        ElasticSettings.LOCAL.withCredentials(
            new Credentials.Basic(order.user(), order.password()));
    DeadLetters refused =
        (document, reason) -> {
          throw new IllegalStateException("Refused: " + reason);
        };
    return ElasticStores.connect(order.elastic(), how, refused, InstantSource.system());
  }

  private static void run(
      ElasticStores stores, SnsNotifier topic, Order.Told told, Consumer<Step> halt)
      throws StoreException {
    stores.outcomes().statuses().put(List.of(stopped(told)));
    var alerts = new HaltingAlerts(stores.alerts(), told.host(), halt);
    var settings = AlertSettings.DEFAULT.withGroupWait(Duration.ZERO);
    var evaluator =
        new AlertEvaluator(stores.watched(), alerts, new AlertDecisions(settings), Tenure.ALONE);
    Notifier notifier =
        notification -> {
          halt.accept(Step.BEFORE_PUBLISH);
          var id = topic.send(notification);
          halt.accept(Step.AFTER_PUBLISH);
          return id;
        };
    var clock = InstantSource.system();
    var relay = new NotificationRelay(alerts, notifier, clock, 1, Tenure.ALONE);
    for (int turn = 0; turn < 2; turn++) {
      evaluator.tick(told.missed().plus(Duration.ofMinutes(20)).plusSeconds(turn));
      relay.sendDue();
    }
  }

  private static JobStatus stopped(Order.Told told) {
    var host = told.host();
    var missed = told.missed();
    var job =
        new Job(
            host + "/backup",
            JobKind.SCHEDULED_COMMAND,
            "backup",
            Host.server(host),
            new Schedule.SinceLast(Duration.ofDays(1), "daily"),
            Definition.LEARNED,
            "/opt/backup.sh",
            "");
    var stoppage =
        new Stoppage(
            job, missed, missed.minus(Duration.ofDays(1)), 1, 60, Growth.UNKNOWN, List.of());
    var timing =
        new JobStatus.Timing(
            Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(15));
    return new JobStatus(
        job,
        JobHealth.SILENT,
        timing,
        Optional.empty(),
        0,
        Optional.of(stoppage),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }
}
