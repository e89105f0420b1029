// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.job.Interval;
import java.util.List;

/// Intervals of time, in seconds since the epoch, cut down to those that matter to a window.
final class Intervals {
  private final double[] from;
  private final double[] until;

  private Intervals(double[] from, double[] until) {
    this.from = from;
    this.until = until;
  }

  static Intervals within(List<Interval> all, double from, double until) {
    var kept =
        all.stream()
            .filter(s -> OwnClock.seconds(s.until()) > from && OwnClock.seconds(s.from()) < until)
            .toList();
    return new Intervals(
        kept.stream().mapToDouble(s -> OwnClock.seconds(s.from())).toArray(),
        kept.stream().mapToDouble(s -> OwnClock.seconds(s.until())).toArray());
  }

  int count() {
    return from.length;
  }

  double from(int i) {
    return from[i];
  }

  double until(int i) {
    return until[i];
  }

  /// Whether an instant is inside of one, not at its edge.
  boolean holds(double at) {
    for (int i = 0; i < from.length; i++) if (at > from[i] && at < until[i]) return true;
    return false;
  }

  /// Seconds of a span that are in any of the intervals, which do not overlap each other.
  double overlap(double start, double end) {
    double sum = 0;
    for (int i = 0; i < from.length; i++) {
      sum += Math.max(0, Math.min(end, until[i]) - Math.max(start, from[i]));
    }
    return sum;
  }
}
