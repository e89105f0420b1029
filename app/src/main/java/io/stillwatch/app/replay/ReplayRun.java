// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.app.export.ExportFolder;
import io.stillwatch.app.export.ExportManifest;
import io.stillwatch.app.run.Detection;
import io.stillwatch.collector.replay.Recording;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.detector.LstmDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.function.Function;

/// One replay: the watch with the real auditor, detector and alerting over stores in memory.
public final class ReplayRun {
  /// Training often would teach nothing new in a replay that passes in seconds.
  private static final Duration RETRAIN_EVERY = Duration.ofDays(90);

  private static final Duration TRAIN_AFTER = Duration.ofDays(30);
  private static final long SEED = 42;

  private ReplayRun() {}

  /// The autoencoder; `models` is an empty folder for what it learns.
  public static Detector autoencoder(Path models) {
    return new LstmDetector(models, SEED);
  }

  public static ReplayResult of(Recording recording, Detector detector)
      throws IOException, StoreException, InterruptedException {
    return run(
        new RecordedFeed(recording.evidence()),
        detector,
        settings(zones(recording), TRAIN_AFTER, RETRAIN_EVERY, WatchSettings.NO_BUDGET),
        AlertSettings.DEFAULT);
  }

  /// Trained as often as the product that the evidence was exported from.
  public static ReplayResult of(ExportFolder export, Detector detector)
      throws IOException, StoreException, InterruptedException {
    var manifest = export.manifest();
    var settings =
        settings(
            host -> manifest.zones().getOrDefault(host, ZoneOffset.UTC),
            manifest.trainAfter(),
            manifest.retrainEvery(),
            manifest.alertsPerMonth());
    try (var feed = ExportedFeed.open(export)) {
      return run(feed, detector, settings, told(manifest.pace()));
    }
  }

  private static AlertSettings told(ExportManifest.Pace pace) {
    var usual = AlertSettings.DEFAULT;
    return new AlertSettings(
        pace.groupWait(),
        pace.groupInterval(),
        pace.repeat(),
        pace.repeatCritical(),
        usual.baseUrl(),
        usual.environment(),
        usual.routes());
  }

  private static ReplayResult run(
      EvidenceFeed feed, Detector detector, WatchSettings settings, AlertSettings alerts)
      throws IOException, StoreException, InterruptedException {
    var stores = InMemoryStores.empty();
    var detection = Detection.of(stores.watched(), stores.alerts(), detector, alerts, settings);
    return new Replay(stores, detection).run(feed);
  }

  private static WatchSettings settings(
      Function<Host, ZoneId> zones,
      Duration trainAfter,
      Duration retrainEvery,
      int alertsPerMonth) {
    return new WatchSettings(
        zones,
        trainAfter,
        retrainEvery,
        WatchSettings.DEFAULTS.checkpointEvery(),
        alertsPerMonth,
        false,
        Plan.NONE);
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
