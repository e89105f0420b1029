// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.app.audit.FactsAuditor;
import io.stillwatch.app.config.Config;
import io.stillwatch.auditor.ConfigAuditor;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.anomaly.Detector;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.WatchStores;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.AlertEvaluator;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.core.watch.TickReport;
import io.stillwatch.core.watch.Watch;
import io.stillwatch.core.watch.WatchSettings;
import io.stillwatch.core.watch.training.Training;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The watch and the evaluation of alerts over some stores: the one wiring of serve, demo and
/// replay.
public final class Detection {
  private final Watch watch;
  private final AlertEvaluator alerts;
  private final Training training;
  private final Detector detector;

  private Detection(Watch watch, AlertEvaluator alerts, Training training, Detector detector) {
    this.watch = watch;
    this.alerts = alerts;
    this.training = training;
    this.detector = detector;
  }

  /// What was found out by one tick.
  public record Report(TickReport tick, List<Alert> changedAlerts) {}

  /// Of a process that trains for itself alone, and forgets how.
  public static Detection of(
      WatchStores stores,
      AlertStore alerts,
      Detector detector,
      AlertSettings alertSettings,
      WatchSettings settings) {
    return of(
        stores,
        new AlertPorts(alerts, alertSettings),
        detector,
        InMemoryStores.training(),
        settings);
  }

  /// Where alerts are kept, and how they are made.
  record AlertPorts(AlertStore store, AlertSettings settings) {}

  static Detection of(
      WatchStores stores,
      AlertPorts alerts,
      Detector detector,
      TrainingStore trainings,
      WatchSettings settings) {
    var auditor = new FactsAuditor(new ConfigAuditor());
    var watch = new Watch(stores, auditor, detector, settings, Tenure.ALONE);
    var evaluator = evaluator(stores, alerts.store(), alerts.settings(), Tenure.ALONE);
    var ports = new Training.Ports(watch::eachState, evaluator::open, stores.outcomes(), trainings);
    var training = new Training(detector, ports, settings, Tenure.ALONE, System::nanoTime);
    return new Detection(watch, evaluator, training, detector);
  }

  /// How the watch behaves by a configuration.
  static WatchSettings settings(Config config, Plan plan) {
    var detection = config.detection();
    return new WatchSettings(
        Sources.zones(config),
        Duration.ofDays(detection.trainAfterDays()),
        Duration.ofHours(detection.retrainEveryHours()),
        Duration.ofMinutes(detection.checkpointMinutes()),
        detection.alertsPerMonth(),
        detection.series(),
        plan);
  }

  /// Of serve: evidence that takes too long is left out, which a replay, that has time, never does.
  static Watch watch(WatchStores stores, Detector detector, WatchSettings settings, Tenure tenure) {
    return new Watch(
        stores,
        new FactsAuditor(new ConfigAuditor()),
        detector,
        settings,
        tenure,
        ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  static AlertEvaluator evaluator(
      WatchStores stores, AlertStore alerts, AlertSettings alertSettings, Tenure tenure) {
    return evaluator(stores, alerts, alertSettings, SelfCheck.NONE, tenure);
  }

  static AlertEvaluator evaluator(
      WatchStores stores,
      AlertStore alerts,
      AlertSettings alertSettings,
      SelfCheck self,
      Tenure tenure) {
    return new AlertEvaluator(
        stores,
        alerts,
        new AlertDecisions(alertSettings),
        AlertEvaluator.BEHIND_AFTER,
        self,
        tenure);
  }

  public Watch watch() {
    return watch;
  }

  public Training training() {
    return training;
  }

  /// Judges, decides, and trains if it is time to.
  public Report tick(Instant now) throws StoreException, InterruptedException {
    var tick = watch.tick(now);
    var trained = training.turn(now);
    var model = trained.isPresent() ? detector.model() : Optional.<ModelCard>empty();
    return new Report(tick.withTrained(model), alerts.tick(now));
  }
}
