// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// The scores that a detector gave to one job, oldest first. Scores further apart than `longestGap`
/// do not belong together: what was not kept in between was low.
final class ScoreSeries {
  private final long[] seconds;
  private final double[] scores;
  private final Duration longestGap;

  private ScoreSeries(long[] seconds, double[] scores, Duration longestGap) {
    this.seconds = seconds;
    this.scores = scores;
    this.longestGap = longestGap;
  }

  static final class Builder {
    private long[] seconds = new long[64];
    private double[] scores = new double[64];
    private int size;

    void add(Instant at, double score) {
      if (size == seconds.length) {
        seconds = Arrays.copyOf(seconds, 2 * size);
        scores = Arrays.copyOf(scores, 2 * size);
      }
      seconds[size] = at.getEpochSecond();
      scores[size++] = score;
    }

    ScoreSeries build(Duration longestGap) {
      return new ScoreSeries(Arrays.copyOf(seconds, size), Arrays.copyOf(scores, size), longestGap);
    }
  }

  DoubleStream scores() {
    return Arrays.stream(scores);
  }

  /// An alarm whenever the score rises to the threshold.
  List<Alarm> alarms(double threshold) {
    var alarms = new ArrayList<Alarm>();
    boolean above = false;
    for (int i = 0; i < scores.length; i++) {
      boolean apart = i > 0 && seconds[i] - seconds[i - 1] > longestGap.toSeconds();
      boolean reaches = scores[i] >= threshold;
      if (reaches && (!above || apart))
        alarms.add(new Alarm(Instant.ofEpochSecond(seconds[i]), false, 1));
      above = reaches;
    }
    return alarms;
  }
}
