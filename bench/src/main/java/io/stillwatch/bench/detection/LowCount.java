// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Poisson low count, as the `low_count` function of Elastic's anomaly detection: how improbable so
/// few runs in a bucket are, given the mean of the same hour of the week (of all buckets where the
/// history has none of that hour). The score is the negative decimal logarithm of that probability.
///
/// Once a bucket one run is expected, none has a probability of 0.37, which no usual threshold
/// calls an anomaly (elastic/ml-cpp issue 696).
final class LowCount implements Rival {
  private static final double UNUSUAL = 3; // a probability of 0.001
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long HOURS_A_WEEK = 7 * 24;
  private static final int MOST_TERMS = 1_000;

  @Override
  public double usualThreshold() {
    return UNUSUAL;
  }

  @Override
  public ScoreSeries scores(Trace trace) {
    var expected = expected(trace);
    double overall = trace.history().stream().mapToDouble(Trace.Bucket::runs).average().orElse(0);
    var scores = new ScoreSeries.Builder();
    for (var bucket : trace.buckets()) {
      if (!bucket.until().isAfter(trace.test().from())) continue;
      double mean = expected.getOrDefault(slot(bucket.until()), overall);
      scores.add(bucket.until(), -Math.log10(atMost(bucket.runs(), mean)));
    }
    return scores.build(trace.bucketLength());
  }

  private static Map<Long, Double> expected(Trace trace) {
    var sums = new HashMap<Long, Double>();
    var counts = new HashMap<Long, Integer>();
    for (var bucket : trace.history()) {
      sums.merge(slot(bucket.until()), bucket.runs(), Double::sum);
      counts.merge(slot(bucket.until()), 1, Integer::sum);
    }
    sums.replaceAll((slot, sum) -> sum / counts.getOrDefault(slot, 1));
    return sums;
  }

  private static long slot(Instant at) {
    return Math.floorMod(at.minusMillis(1).getEpochSecond() / HOUR.toSeconds(), HOURS_A_WEEK);
  }

  /// The probability of so many events or fewer where `mean` are expected.
  static double atMost(double count, double mean) {
    if (mean <= 0) return 1;
    double term = Math.exp(-mean);
    double sum = term;
    for (int i = 1; i <= Math.min(count, MOST_TERMS); i++) {
      term *= mean / i;
      sum += term;
    }
    return Math.clamp(sum, Double.MIN_NORMAL, 1);
  }
}
