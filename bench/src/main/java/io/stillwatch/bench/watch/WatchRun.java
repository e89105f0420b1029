// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.app.run.Detection;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStores;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.WatchSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// A watch over a synthetic fleet: its history is folded in large steps, and then it ticks minute
/// by minute under the clock of the bench.
final class WatchRun {
  private static final Duration LONGEST_STEP = Duration.ofHours(2);

  /// Larger fleets go in smaller steps, so that what is kept of the evidence needs no more room.
  private static final int HOST_MINUTES_A_STEP = 120_000;

  private static final Duration TICK = Duration.ofMinutes(1);

  private final SyntheticFleet fleet;
  private final Stores stores;
  private Detection detection;
  private Instant now;

  /// The stores that a run works on.
  record Stores(
      EvidenceStore evidence,
      SourceStore sources,
      WatchStateStore states,
      Outcomes outcomes,
      InMemoryStores rest,
      AlertStore alerts) {
    /// In memory, where what the watch never reads back is let go.
    static Stores inMemory(CountedHistory history) {
      var memory = InMemoryStores.empty();
      var outcomes =
          new Outcomes(
              memory.outcomes().statuses(),
              history.runStore(),
              history.verdictStore(),
              history.anomalyStore(),
              history.sizeStore(),
              memory.outcomes().series());
      return new Stores(
          new RollingEvidence(SLICES),
          memory.sources(),
          memory.states(),
          outcomes,
          memory,
          memory.alerts());
    }
  }

  /// A restart asks for the evidence of some minutes, or of two steps of the history.
  private static final int SLICES = 12;

  WatchRun(SyntheticFleet fleet, Instant start, Stores stores) {
    this.fleet = fleet;
    this.stores = stores;
    this.now = start;
    restart();
  }

  /// Another process goes on from what is stored.
  void restart() {
    detection =
        Detection.of(
            new WatchStores(
                stores.evidence(),
                stores.sources(),
                stores.rest().findings(),
                stores.states(),
                stores.rest().labels(),
                stores.outcomes()),
            stores.alerts(),
            Detector.none(),
            AlertSettings.DEFAULT,
            WatchSettings.DEFAULTS);
  }

  Instant now() {
    return now;
  }

  Stores stores() {
    return stores;
  }

  void history(Duration length) throws StoreException, InterruptedException {
    var end = now.plus(length);
    var step = Duration.ofMinutes(Math.max(1, HOST_MINUTES_A_STEP / fleet.hosts().size()));
    if (step.compareTo(LONGEST_STEP) > 0) step = LONGEST_STEP;
    while (now.isBefore(end)) step(step);
  }

  /// Milliseconds of each tick, judging and alerting together, without making the evidence.
  double[] ticks(int count) throws StoreException, InterruptedException {
    var took = new double[count];
    for (int i = 0; i < count; i++) took[i] = step(TICK);
    Arrays.sort(took);
    return took;
  }

  double step(Duration length) throws StoreException, InterruptedException {
    return step(fleet, length);
  }

  /// A step in which the fleet behaves otherwise.
  double step(SyntheticFleet as, Duration length) throws StoreException, InterruptedException {
    var until = now.plus(length);
    stores.evidence().append(as.slice(now, until));
    stores.sources().put(as.sources(until).stream().map(CollectorState::exclusive).toList());
    now = until;
    long began = System.nanoTime();
    detection.tick(now);
    return (System.nanoTime() - began) / 1e6;
  }
}
