// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import io.stillwatch.core.anomaly.Anomaly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The highest anomaly of each time in which a job was unusual in one way.
final class AnomalyPeaks {
  private static final double UNUSUAL = 25;

  private AnomalyPeaks() {}

  /// `anomalies` is by time; those further apart than `gap` are of two times. The highest rank
  /// comes first.
  static List<Anomaly> of(List<Anomaly> anomalies, Duration gap) {
    var peaks = new ArrayList<Anomaly>();
    Anomaly before = null;
    for (var one : anomalies) {
      boolean goesOn =
          before != null
              && before.score() >= UNUSUAL
              && before.reconstruction().symptom() == one.reconstruction().symptom()
              && !one.at().isAfter(before.at().plus(gap));
      before = one;
      if (one.score() < UNUSUAL) continue;
      if (!goesOn) peaks.add(one);
      else if (one.score() > peaks.getLast().score()) peaks.set(peaks.size() - 1, one);
    }
    peaks.sort(Comparator.comparingDouble(Anomaly::rank).reversed());
    return peaks;
  }
}
