// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.ui.anomalies.AnomalyRun;
import java.time.Duration;
import java.util.List;

/// What the autoencoder alone would have raised from a score on: runs, and of how many jobs.
record WouldAlert(int score, int runs, long jobs) {
  private static final Duration GAP = Duration.ofDays(1);

  static WouldAlert from(int score, List<Anomaly> anomalies) {
    var runs = AnomalyRun.fold(anomalies, score, _ -> GAP);
    return new WouldAlert(
        score, runs.size(), runs.stream().map(AnomalyRun::job).distinct().count());
  }

  String inWords() {
    if (runs == 0) return "From a score of " + score + " on: nothing in this range.";
    return "From a score of "
        + score
        + " on: "
        + (runs == 1 ? "one alert" : runs + " alerts")
        + (jobs == 1 ? " of one job" : " of " + jobs + " jobs")
        + " in this range.";
  }
}
