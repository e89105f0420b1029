// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.app.run.Detection;
import io.stillwatch.collector.replay.Recording;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.core.watch.WatchStores;
import io.stillwatch.detector.LstmDetector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.function.Function;

/// One replay: the watch with the real auditor, detector and alerting over stores in memory.
public final class ReplayRun {
  /// Training often would teach nothing new in a replay that passes in seconds.
  private static final Duration RETRAIN_EVERY = Duration.ofDays(90);

  private static final Duration TRAIN_AFTER = Duration.ofDays(30);
  private static final long SEED = 42;

  private ReplayRun() {}

  /// With the autoencoder; `models` is an empty folder for what it learns.
  public static ReplayResult of(Recording recording, Path models)
      throws StoreException, InterruptedException {
    return of(recording, new LstmDetector(models, SEED));
  }

  public static ReplayResult of(Recording recording, Detector detector)
      throws StoreException, InterruptedException {
    var stores = InMemoryStores.empty();
    var detection =
        Detection.of(
            new WatchStores(
                stores.evidence(),
                stores.sources(),
                stores.findings(),
                stores.states(),
                stores.outcomes()),
            stores.alerts(),
            detector,
            AlertSettings.DEFAULT,
            new WatchSettings(
                zones(recording),
                TRAIN_AFTER,
                RETRAIN_EVERY,
                WatchSettings.DEFAULTS.checkpointEvery()));
    var evidence = recording.evidence();
    var until = new Replay(stores, detection).run(evidence);
    var from = evidence.isEmpty() ? Instant.EPOCH : evidence.getFirst().at();
    return new ReplayResult(stores, evidence.size(), from, until);
  }

  /// Each host in its own zone; one that is not described in that of the first.
  private static Function<Host, ZoneId> zones(Recording recording) {
    var zones = new HashMap<Host, ZoneId>();
    for (var host : recording.hosts()) zones.put(host.host(), host.platform().zone());
    var first =
        recording.hosts().stream()
            .map(host -> host.platform().zone())
            .findFirst()
            .orElse(ZoneId.of("UTC"));
    return host -> zones.getOrDefault(host, first);
  }
}
