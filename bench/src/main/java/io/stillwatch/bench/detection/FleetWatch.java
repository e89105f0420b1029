// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.app.run.Detection;
import io.stillwatch.bench.watch.RollingEvidence;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The product's own watch over a fleet: evidence in as it arrives, ticks under a virtual clock,
/// alerts out.
final class FleetWatch {
  private static final Duration LONGEST_HISTORY_STEP = Duration.ofHours(6);
  private static final Duration STEP_AFTER_TEST = Duration.ofHours(1);
  private static final Duration RETRAIN_EVERY = Duration.ofDays(30);
  private static final Duration TRAINED_BEFORE_TEST = Duration.ofDays(2);
  private static final int SLICES = 12;

  private final Fleet fleet;
  private final List<SeriesFeed> feeds;
  private final EvidenceStore evidence = new RollingEvidence(SLICES);
  private final InMemoryStores stores = InMemoryStores.empty();
  private final Detection detection;
  private final AlarmLog alarms = new AlarmLog();

  FleetWatch(Fleet fleet, Detector detector) {
    this.fleet = fleet;
    this.feeds = fleet.all().map(SeriesFeed::new).toList();
    var zones = fleet.zones();
    this.detection =
        Detection.of(
            stores.watched().with(evidence),
            stores.alerts(),
            detector,
            AlertSettings.DEFAULT,
            new WatchSettings(
                host -> zones.getOrDefault(host, ZoneOffset.UTC),
                Duration.between(fleet.start(), Fleet.TEST_FROM).minus(TRAINED_BEFORE_TEST),
                RETRAIN_EVERY,
                WatchSettings.DEFAULTS.checkpointEvery(),
                WatchSettings.NO_BUDGET,
                false,
                Plan.NONE));
  }

  /// What the watch came to. `before` are the jobs as they were when the tests began.
  record Result(InMemoryStores stores, AlarmLog alarms, List<JobStatus> before) {
    List<JobStatus> jobs() throws StoreException {
      return all(stores);
    }
  }

  Result run() throws StoreException, InterruptedException {
    var now = fleet.start();
    var step = Durations.shorter(fleet.every().period(), LONGEST_HISTORY_STEP);
    for (; now.isBefore(Fleet.TEST_FROM); now = now.plus(step)) tick(now);
    tick(Fleet.TEST_FROM);
    var before = all(stores);
    now = Fleet.TEST_FROM.plus(fleet.every().tick());
    var fine = Fleet.TEST_FROM.plus(fleet.every().test());
    while (!now.isAfter(fleet.end())) {
      tick(now);
      now = now.plus(now.isBefore(fine) ? fleet.every().tick() : STEP_AFTER_TEST);
    }
    return new Result(stores, alarms, before);
  }

  private void tick(Instant now) throws StoreException, InterruptedException {
    var arrived = new ArrayList<Evidence>();
    var states = new ArrayList<CollectorState>();
    for (var feed : feeds) {
      if (!feed.begun(now)) continue;
      arrived.addAll(feed.arrived(now));
      states.add(CollectorState.exclusive(feed.state(now)));
    }
    evidence.append(arrived);
    stores.sources().put(states);
    alarms.note(detection.tick(now).changedAlerts(), now);
  }

  private static List<JobStatus> all(InMemoryStores stores) throws StoreException {
    return stores
        .outcomes()
        .statuses()
        .page(JobStatusStore.JobFilter.ALL, JobStatusStore.Page.START, Integer.MAX_VALUE)
        .jobs();
  }
}
