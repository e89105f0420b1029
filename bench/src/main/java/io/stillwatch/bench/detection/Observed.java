// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What all detectors made of one series. `grace` is what the product allows its job; `recorded` is
/// how many faulty due times have a verdict that is not a good one.
record Observed(
    Series series,
    Duration grace,
    Map<DetectorName, List<Alarm>> alarms,
    Map<DetectorName, ScoreSeries> scores,
    int recorded) {
  Judgement judgement(DetectorName detector) {
    return Judgement.of(series, alarms.getOrDefault(detector, List.of()), grace);
  }

  Judgement judgement(DetectorName rival, double threshold) {
    return Judgement.of(series, scores(rival).alarms(threshold), grace);
  }

  ScoreSeries scores(DetectorName rival) {
    return requireNonNull(scores.get(rival), () -> "no scores of " + rival);
  }
}
