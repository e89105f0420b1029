// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.app.run.Product;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the demo brought: read back from the stores and from the topic when all is over.
public record DemoReport(Story story, List<Finding> findings, Counts counts, Phases phases) {
  private static final int MOST_ALERTS = 1_000;
  private static final int MOST_FINDINGS = 1_000;

  /// How much there is of everything.
  record Counts(long jobs, long runs, long anomalies) {}

  static DemoReport of(Product product, DemoWorld world, Phases phases) throws StoreException {
    var stores = product.stores();
    var indices = stores.search().counts();
    var story =
        new Story(
            stores.alerts().between(Instant.EPOCH, world.fleet().now(), MOST_ALERTS),
            indices,
            world.fleet().linesWritten(),
            world.received());
    var counts =
        new Counts(
            stores.outcomes().statuses().counts(JobFilter.ALL).entrySet().stream()
                .filter(count -> count.getKey() != JobHealth.INACTIVE)
                .mapToLong(Map.Entry::getValue)
                .sum(),
            indices.getOrDefault("runs", 0L),
            indices.getOrDefault("anomalies", 0L));
    var findings =
        stores
            .findings()
            .page(FindingFilter.ALL, FindingStore.Page.START, MOST_FINDINGS)
            .findings()
            .stream()
            .map(Versioned::value)
            .toList();
    return new DemoReport(story, findings, counts, phases);
  }

  public List<String> faults() {
    return story.faults();
  }

  /// The story in ten lines or fewer.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var alert : story.alerts()) tell(alert, lines);
    lines.add(
        String.format(
            java.util.Locale.ROOT,
            "Collected  %,d of %,d lines exactly once; %d jobs watched, %d alert%s",
            story.indexed(),
            story.written(),
            counts.jobs(),
            story.alerts().size(),
            story.alerts().size() == 1 ? "" : "s"));
    return lines;
  }

  private void tell(Alert alert, List<String> lines) {
    var stoppage = alert.first();
    lines.add(alert.id() + "  " + alert.severity() + "  " + Texts.title(alert));
    lines.add("Last seen  " + stoppage.lastSeen() + ", then due " + stoppage.firstMissed());
    alert.notifications().stream()
        .filter(message -> message.kind() == Notification.Kind.PREDICTED)
        .map(Notification::madeAt)
        .forEach(at ->
            lines.add(
                "Predicted  "
                    + at
                    + ", "
                    + Durations.words(Duration.between(at, stoppage.firstMissed()))
                    + " before it was due"));
    lines.add(
        "We said so "
            + alert.times().detectedAt()
            + ", "
            + Durations.words(Duration.between(stoppage.firstMissed(), alert.times().detectedAt()))
            + " after it was due; "
            + story.received().size()
            + " SNS messages so far");
    for (var cause : alert.causes()) {
      var finding = cause.finding();
      lines.add(
          "Why        "
              + finding.rule()
              + " "
              + finding.place()
              + ": "
              + finding.explanation().title());
    }
    for (var cause : alert.causes())
      lines.add("Fix        " + cause.finding().explanation().remedy());
  }

  public ObjectNode toJson() {
    var json = JsonNodeFactory.instance.objectNode();
    var done = json.putArray("phases");
    for (var phase : phases.done()) {
      done.addObject().put("name", phase.name()).put("seconds", phase.took().toMillis() / 1000.0);
    }
    var indices = json.putObject("indices");
    story.indices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> indices.put(entry.getKey(), entry.getValue()));
    json.putObject("lines").put("written", story.written()).put("indexed", story.indexed());
    json.put("jobs", counts.jobs()).put("runs", counts.runs()).put("anomalies", counts.anomalies());
    var found = json.putArray("findings");
    findings.forEach(finding -> found.add(PublicJson.finding(finding)));
    var alerts = json.putArray("alerts");
    story.alerts().forEach(alert -> alerts.add(PublicJson.alert(alert)));
    var notifications = json.putArray("notifications");
    story.received().forEach(message -> notifications.add(notification(message)));
    return json;
  }

  private static ObjectNode notification(ReceivedMessage message) {
    var json =
        JsonNodeFactory.instance
            .objectNode()
            .put("subject", message.subject())
            .put("email", message.body("email"))
            .put("sms", message.body("sms"))
            .put("json", message.body("http"));
    var attributes = json.putObject("attributes");
    message.attributes().forEach(attributes::put);
    return json;
  }
}
