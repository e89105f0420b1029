// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Which stretches of a series have errors that stand out: thresholds over windows that slide along
/// the series, as in the pipelines of Orion (sintel-dev/Orion, find_anomalies with
/// fixed_threshold).
///
/// In each window an error more than so many standard deviations above the mean stands out; each is
/// widened to both sides, and of the stretches of a window those are kept whose greatest errors
/// clearly exceed the next lower one. Errors of unknown buckets are NaN and count for nothing.
record ErrorIntervals(double deviations, int widening) {
  private static final double WINDOW = 0.33; // of the series
  private static final double STEP = 0.1; // of the window
  private static final double CLEARLY = 0.13; // of the greater error

  /// A stretch of buckets, both ends included: its greatest error, where that is, and the threshold
  /// of its window.
  record ErrorInterval(int first, int last, int peak, double error, double threshold) {
    private ErrorInterval joined(ErrorInterval later) {
      var worse = later.excess() > excess() ? later : this;
      int end = Math.max(last, later.last);
      return new ErrorInterval(first, end, worse.peak, worse.error, worse.threshold);
    }

    double excess() {
      return error / threshold;
    }
  }

  List<ErrorInterval> find(double[] errors) {
    int window = (int) Math.ceil(WINDOW * errors.length);
    int step = Math.max(1, (int) Math.ceil(STEP * window));
    var found = new ArrayList<ErrorInterval>();
    int from = 0;
    int until = 0;
    while (until < errors.length) {
      until = from + window;
      found.addAll(ofWindow(errors, from, Math.min(until, errors.length)));
      from += step;
    }
    return joined(found);
  }

  private List<ErrorInterval> ofWindow(double[] errors, int from, int until) {
    double threshold = threshold(Arrays.copyOfRange(errors, from, until));
    if (!(threshold > 0)) return List.of(); // nothing is known, or all is exactly as expected
    var outstanding = new boolean[until - from];
    for (int i = from; i < until; i++) {
      if (!(errors[i] > threshold)) continue;
      int first = Math.max(from, i - widening);
      int end = Math.min(until, i + widening + 1);
      Arrays.fill(outstanding, first - from, end - from, true);
    }
    double greatestElse = 0;
    var stretches = new ArrayList<ErrorInterval>();
    for (int i = from; i < until; i++) {
      if (!outstanding[i - from]) {
        if (errors[i] > greatestElse) greatestElse = errors[i];
        continue;
      }
      int first = i;
      while (i + 1 < until && outstanding[i + 1 - from]) i++;
      stretches.add(stretch(errors, first, i, threshold));
    }
    return pruned(stretches, greatestElse);
  }

  private double threshold(double[] errors) {
    var known = Arrays.stream(errors).filter(error -> !Double.isNaN(error)).toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double square = Arrays.stream(known).map(e -> (e - mean) * (e - mean)).average().orElse(0);
    return mean + deviations * Math.sqrt(square);
  }

  private static ErrorInterval stretch(double[] errors, int first, int last, double threshold) {
    int peak = first;
    for (int i = first; i <= last; i++) {
      if (Double.isNaN(errors[peak]) || errors[i] > errors[peak]) peak = i;
    }
    return new ErrorInterval(first, last, peak, errors[peak], threshold);
  }

  /// The highest ones, down to the last whose error is clearly above the next lower.
  private static List<ErrorInterval> pruned(List<ErrorInterval> stretches, double greatestElse) {
    var sorted =
        stretches.stream()
            .sorted(Comparator.comparingDouble(ErrorInterval::error).reversed())
            .toList();
    int kept = 0;
    for (int i = 0; i < sorted.size(); i++) {
      double error = sorted.get(i).error();
      double next = i + 1 < sorted.size() ? sorted.get(i + 1).error() : greatestElse;
      if ((error - next) / error >= CLEARLY) kept = i + 1;
    }
    return sorted.subList(0, kept);
  }

  private static List<ErrorInterval> joined(List<ErrorInterval> found) {
    var joined = new ArrayList<ErrorInterval>();
    found.stream()
        .sorted(Comparator.comparingInt(ErrorInterval::first).thenComparingInt(ErrorInterval::last))
        .forEach(stretch -> {
          if (joined.isEmpty() || stretch.first() > joined.getLast().last() + 1) {
            joined.add(stretch);
          } else {
            joined.set(joined.size() - 1, joined.getLast().joined(stretch));
          }
        });
    return joined;
  }
}
