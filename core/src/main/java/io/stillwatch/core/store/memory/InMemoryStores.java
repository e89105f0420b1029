// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.SavedViews;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStores;
import java.time.InstantSource;

/// All stores, kept in memory: for replay and tests.
public record InMemoryStores(
    EvidenceStore evidence,
    Gaps gaps,
    SourceStore sources,
    Outcomes outcomes,
    FindingStore findings,
    AlertStore alerts,
    LabelStore labels,
    WatchStateStore states) {
  public static InMemoryStores empty() {
    var evidence = new InMemoryEvidenceStore();
    var history = new InMemoryHistory();
    return new InMemoryStores(
        evidence,
        evidence,
        new InMemorySourceStore(),
        new Outcomes(
            new InMemoryJobStatusStore(),
            history,
            new InMemoryVerdictStore(),
            history,
            history,
            new InMemorySeriesStore()),
        new InMemoryFindingStore(),
        new InMemoryAlertStore(),
        new InMemoryLabelStore(),
        new InMemoryWatchStateStore());
  }

  /// Those that the watch reads from and writes to.
  public WatchStores watched() {
    return new WatchStores(evidence, sources, findings, states, labels, outcomes);
  }

  /// Training of a single process.
  public static TrainingStore training() {
    return new InMemoryTrainingStore();
  }

  /// Declared pings of a single process.
  public static PingStore pings() {
    return new InMemoryPingStore();
  }

  /// Saved views of a single process.
  public static SavedViews savedViews() {
    return new InMemorySavedViews();
  }

  /// Leases that expire by the given clock.
  public static LeaseStore leases(InstantSource clock) {
    return new InMemoryLeaseStore(clock);
  }
}
