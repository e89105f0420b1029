// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config;
import io.stillwatch.app.config.Config.PingsConfig;
import io.stillwatch.app.config.EffectiveSettings;
import io.stillwatch.app.http.Check;
import io.stillwatch.app.http.DeadLetterRoutes;
import io.stillwatch.app.http.Ingest;
import io.stillwatch.app.http.MetricReading;
import io.stillwatch.app.http.PingAddresses;
import io.stillwatch.app.http.PingRules;
import io.stillwatch.app.http.Roles;
import io.stillwatch.app.http.WebPorts;
import io.stillwatch.app.plan.LivePlan;
import io.stillwatch.collector.listen.SyslogListener;
import io.stillwatch.collector.loop.Collector;
import io.stillwatch.collector.loop.CollectorMetrics;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.Watch;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.ui.ports.Administration;
import io.stillwatch.ui.ports.Backlog;
import io.stillwatch.ui.ports.Collecting;
import io.stillwatch.ui.ports.Detecting;
import io.stillwatch.ui.ports.Feedback;
import io.stillwatch.ui.ports.Originals;
import io.stillwatch.ui.ports.Present;
import io.stillwatch.ui.ports.Refused;
import io.stillwatch.ui.ports.Routing;
import io.stillwatch.ui.ports.Searching;
import io.stillwatch.ui.ports.Storage;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.ports.UiSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// What the web server shows of the running product: ports of the views, checks, numbers.
final class Readings {
  /// Dead letters that a page tells.
  private static final int REFUSALS = 20;

  private static final Duration BEHIND_AFTER = Duration.ofHours(1);
  private static final Duration BEHIND_AFTER_SIMULATED = Duration.ofHours(6);

  private final ElasticStores stores;
  private final Collector collector;

  Readings(ElasticStores stores, Collector collector) {
    this.stores = stores;
    this.collector = collector;
  }

  /// The ways in for what is pushed, and where it lies; `zone` is that of lines without an offset.
  record Pushing(Intake intake, SyslogListener listener, ZoneId zone, Spool spool) {}

  /// What the roles of this process add: the checks of its loops (none where the demo ticks
  /// itself), who holds which role, the watch as of now, how people are told, and how the parts
  /// are.
  record Working(
      List<Check> checks, Roles roles, Supplier<Watch> watch, Routing routing, SelfCheck self) {
    Working {
      checks = List.copyOf(checks);
    }
  }

  /// How far runs are judged is known as of the last time it was saved.
  private static Duration behindAfter(boolean simulated, Config config) {
    var saved = Duration.ofMinutes(config.detection().checkpointMinutes());
    return (simulated ? BEHIND_AFTER_SIMULATED : BEHIND_AFTER).plus(saved);
  }

  private List<MetricReading> numbers(Pushing pushing, Supplier<Watch> watch) {
    var numbers = new ArrayList<>(numbers());
    numbers.add(
        new MetricReading(
            "stillwatch_pushed_total",
            "Log records that were pushed",
            Map.of(),
            pushing.intake()::kept));
    numbers.add(
        new MetricReading(
            "stillwatch_syslog_dropped_total",
            "Datagrams that found no room",
            Map.of(),
            pushing.listener()::dropped));
    numbers.add(
        new MetricReading(
            "stillwatch_unlearned_lines_total",
            "Lines whose command did not become a job: its host has as many as it may have",
            Map.of(),
            () -> watch.get().refusedJobs()));
    return numbers;
  }

  WebPorts ports(
      InstantSource clock,
      boolean simulated,
      Pushing pushing,
      Working working,
      LivePlan plan,
      Config config)
      throws IOException {
    var keptDays = config.retention().days();
    var feedback = new Feedback(stores.labels(), config.detection().alertsPerMonth());
    var behind = behindAfter(simulated, config);
    var addresses =
        new PingAddresses(
            rules(config.push().pings()), plan.pings(), stores.outcomes().statuses(), clock);
    var views =
        new UiPorts(
            stores.outcomes(),
            stores.alerts(),
            working.routing(),
            stores.findings(),
            collecting(pushing.spool(), keptDays),
            new Detecting(
                stores.training(),
                () -> stores.states().progress().judgedUntil(),
                feedback,
                plan.plan().maintenance()),
            new Searching(
                stores.search(),
                stores.savedViews(),
                new Originals(config.web().originalLines(), stores.originals())),
            new Present(clock, stores.changes(), working.self()),
            new UiSettings(
                ZoneId.of("UTC"),
                simulated,
                behind,
                "127.0.0.1",
                new Administration(EffectiveSettings.of(config), SystemFacts::read)));
    return new WebPorts(
        views,
        checks(working),
        numbers(pushing, working.watch()),
        Optional.of(new Ingest(pushing.intake(), pushing.zone(), addresses)),
        Optional.of(new DeadLetterRoutes(pushing.spool())),
        host -> working.watch().get().requestAudit(host),
        working.roles());
  }

  private static PingRules rules(PingsConfig pings) throws IOException {
    var file = pings.projectKeyFile();
    var key = file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
    var unknown = PingRules.Unknown.valueOf(pings.unknown().toUpperCase(Locale.ROOT));
    return new PingRules(unknown, pings.secretOnly(), key, pings.perMinute());
  }

  private Collecting collecting(Spool spool, Map<String, Integer> keptDays) {
    return new Collecting(
        stores.sources(),
        stores.gaps(),
        () -> backlog(spool),
        () -> refused(spool),
        () -> new Storage(stores.sizes().families(), keptDays));
  }

  private Backlog backlog(Spool spool) throws StoreException {
    var metrics = collector.metrics();
    return new Backlog(metrics.waiting().rows(), spool.pressure(), metrics.unstored());
  }

  private static Refused refused(Spool spool) throws StoreException {
    var newest =
        spool.newestRefusals(REFUSALS).stream()
            .map(one -> new Refused.Letter(one.sequence(), one.at(), one.index(), one.reason()))
            .toList();
    return new Refused(spool.deadLetterCount(), newest);
  }

  private List<Check> checks(Working working) {
    var checks = new ArrayList<Check>();
    checks.add(
        new Check(
            "elasticsearch",
            () -> {
              stores.ping();
              return "";
            }));
    checks.addAll(working.checks());
    return checks;
  }

  private List<MetricReading> numbers() {
    return List.of(
        reading(
            "stillwatch_evidence_read_total", "Evidence read from sources", CollectorMetrics::read),
        reading("stillwatch_evidence_stored_total", "Evidence stored", CollectorMetrics::stored),
        reading(
            "stillwatch_evidence_rejected_total",
            "Documents that the index refused",
            CollectorMetrics::rejected),
        reading(
            "stillwatch_gaps_total",
            "Gaps found: what was there and could not be read",
            CollectorMetrics::gaps),
        reading(
            "stillwatch_spool_documents",
            "Documents that wait in the spool",
            metrics -> metrics.waiting().rows()),
        reading(
            "stillwatch_dead_letters",
            "Documents in the dead letters",
            metrics -> metrics.waiting().deadLetters()));
  }

  private MetricReading reading(String name, String help, ToLongFunction<CollectorMetrics> number) {
    return new MetricReading(name, help, Map.of(), () -> read(number));
  }

  /// Not a number while the spool cannot be read: a gap in the curve, not a zero.
  private Number read(ToLongFunction<CollectorMetrics> number) {
    try {
      return number.applyAsLong(collector.metrics());
    } catch (StoreException _) {
      return Double.NaN;
    }
  }
}
