// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.aws.AwsAccess;
import io.stillwatch.collector.aws.AwsSession;
import io.stillwatch.collector.facts.AwsFacts;
import io.stillwatch.collector.facts.FactsSettings;
import io.stillwatch.collector.rds.RdsSettings;
import io.stillwatch.collector.rds.RdsSettings.Selection;
import io.stillwatch.collector.rds.RdsSources;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.FindingStore.Page;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.rds.DatabaseInstance;
import io.stillwatch.simulator.rds.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An account over HTTP, its sources, the watch: from a parameter to a finding, from a log that is
/// not rotated any more to the day when the disk is full.
class LiveAccountTest {
  private static final String SLOW = "slowquery/mysql-slowquery.log";
  private static final Duration STEP = Duration.ofHours(3);

  private final DatabaseInstance orders =
      new DatabaseInstance("orders", Engine.MYSQL, "8.0.40", 20);
  private final InMemoryStores stores = InMemoryStores.empty();
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private SimulatedAccount account;
  private AwsFacts facts;
  private RdsSources databases;
  private Detection detection;

  @BeforeEach
  void start() {
    account = SimulatedAccount.start(List.of(orders), () -> now);
    var access = new AwsAccess(account.region(), account.endpoint().toString());
    var every = new Selection(List.of(), Map.of());
    var settings =
        new FactsSettings(
            access, Duration.ofHours(1), Optional.of(every), List.of(), List.of(), List.of());
    facts = new AwsFacts(settings, new AwsSession(access, () -> now), () -> now);
    databases = new RdsSources(new RdsSettings(access, every, Map.of()), () -> now);
    detection =
        Detection.of(
            stores.watched(),
            stores.alerts(),
            Detector.none(),
            AlertSettings.DEFAULT,
            new WatchSettings(
                _ -> ZoneOffset.UTC,
                Duration.ofDays(100),
                Duration.ofDays(100),
                Duration.ofMinutes(5),
                WatchSettings.NO_BUDGET,
                true,
                Plan.NONE));
  }

  @AfterEach
  void stop() {
    facts.close();
    databases.close();
    account.close();
  }

  private void look() throws Exception {
    for (var watched : facts.watched()) read(watched);
    for (var watched : databases.watched()) read(watched);
    detection.tick(now);
  }

  private void read(Watched watched) throws Exception {
    var source = watched.source();
    for (boolean caughtUp = false; !caughtUp; ) {
      var batch = source.poll(checkpoints.getOrDefault(source.id().value(), Checkpoint.START));
      stores.evidence().append(batch.evidence());
      checkpoints.put(source.id().value(), batch.next());
      caughtUp = batch.caughtUp();
    }
    stores
        .sources()
        .put(
            List.of(
                CollectorState.exclusive(
                    new SourceState(
                        source.id(), watched.host(), watched.reports(), now, now, ""))));
  }

  private List<Finding> findings() throws Exception {
    return stores.findings().page(FindingFilter.ALL, Page.START, 100).findings().stream()
        .map(Versioned::value)
        .toList();
  }

  @Test
  void a_parameter_becomes_a_finding_and_is_fixed_with_it() throws Exception {
    look();
    assertThat(findings()).isEmpty();
    orders.parameter("log_output", "NONE");
    now = now.plus(STEP);
    look();
    assertThat(findings())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.rule()).isEqualTo("RD02");
          assertThat(one.open()).isTrue();
        });
    orders.parameter("log_output", "FILE");
    now = now.plus(STEP);
    look();
    assertThat(findings().getFirst().life().status()).isEqualTo(FindingLifecycle.Status.FIXED);
  }

  @Test
  void a_log_that_is_not_rotated_any_more_tells_when_the_disk_is_full() throws Exception {
    for (int day = 1; day <= 24; day++) {
      for (int hour = 0; hour < 24; hour += 3) {
        orders.append(SLOW, "# Time: " + now + "\n" + "x".repeat(12_000) + "\n", now);
        boolean due = hour == 3 && day <= 20;
        if (due) orders.rotate(SLOW, SLOW + "." + now.toString().substring(0, 10), now);
        look();
        now = now.plus(STEP);
      }
    }
    var open = stores.alerts().open().stream().map(Versioned::value).toList();
    assertThat(open).isNotEmpty();
    var growth = open.getFirst().stoppages().getFirst().growth();
    assertThat(growth.bytesPerDay()).isBetween(90_000.0, 110_000.0);
    assertThat(growth.diskFullAt()).isPresent();
    long days = ChronoUnit.DAYS.between(now, growth.diskFullAt().get());
    assertThat(days).isCloseTo((long) expectedDays(growth), within(2L));
  }

  private double expectedDays(Growth growth) {
    return orders.freeBytes() / growth.bytesPerDay();
  }
}
