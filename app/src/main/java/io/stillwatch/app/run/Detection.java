// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.app.audit.FactsAuditor;
import io.stillwatch.app.config.Config;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.AlertEvaluator;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.core.watch.TickReport;
import io.stillwatch.core.watch.Watch;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.core.watch.WatchStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The watch and the evaluation of alerts over some stores: the one wiring of serve, demo and
/// replay.
public final class Detection {
  private final Watch watch;
  private final AlertEvaluator alerts;

  private Detection(Watch watch, AlertEvaluator alerts) {
    this.watch = watch;
    this.alerts = alerts;
  }

  /// What was found out by one tick.
  public record Report(TickReport tick, List<Alert> changedAlerts) {}

  public static Detection of(
      WatchStores stores,
      AlertStore alerts,
      Detector detector,
      AlertSettings alertSettings,
      WatchSettings settings) {
    return new Detection(
        watch(stores, detector, settings, Tenure.ALONE),
        evaluator(stores, alerts, alertSettings, Tenure.ALONE));
  }

  /// How the watch behaves by a configuration.
  static WatchSettings settings(Config config) {
    var detection = config.detection();
    return new WatchSettings(
        Sources.zones(config),
        Duration.ofDays(detection.trainAfterDays()),
        Duration.ofHours(detection.retrainEveryHours()),
        WatchSettings.DEFAULTS.checkpointEvery(),
        detection.alertsPerMonth());
  }

  static Watch watch(WatchStores stores, Detector detector, WatchSettings settings, Tenure tenure) {
    return new Watch(stores, new FactsAuditor(new ConfigAuditor()), detector, settings, tenure);
  }

  static AlertEvaluator evaluator(
      WatchStores stores, AlertStore alerts, AlertSettings alertSettings, Tenure tenure) {
    return new AlertEvaluator(stores, alerts, new AlertDecisions(alertSettings), tenure);
  }

  public Watch watch() {
    return watch;
  }

  /// Judges, decides, and trains if it is time to.
  public Report tick(Instant now) throws StoreException, InterruptedException {
    var tick = watch.tick(now);
    var trained = watch.trainIfDue(alerts.open(), now);
    return new Report(tick.withTrained(trained), alerts.tick(now));
  }
}
