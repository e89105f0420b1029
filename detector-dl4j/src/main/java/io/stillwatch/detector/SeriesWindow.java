// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import io.stillwatch.core.series.FollowedSeries;
import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.TimeSeries;
import java.time.Duration;

/// Some buckets of a series, so many apart, as the network reads them; it may have to guess the
/// last one.
record SeriesWindow(TimeSeries series, Scale scale, int first, int stride, boolean guessLast)
    implements NetworkInput {
  static final int STEPS = FollowedSeries.SEEN;

  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final double PHASE_SCALE = 0.5; // context must not dominate what it is context of

  /// From the first bucket to the last.
  static int span(int stride) {
    return (STEPS - 1) * stride + 1;
  }

  /// The same, with the last step to be guessed.
  SeriesWindow guessed() {
    return new SeriesWindow(series, scale, first, stride, true);
  }

  @Override
  public int steps() {
    return STEPS;
  }

  @Override
  public int features() {
    return 1;
  }

  @Override
  public float value(int step, int column) {
    return known(step) ? scale.scaled(series.mean(bucket(step))) : 0;
  }

  @Override
  public boolean known(int step) {
    return series.known(bucket(step));
  }

  @Override
  public boolean told(int step) {
    return known(step) && !(guessLast && step == STEPS - 1);
  }

  /// The time of day, in UTC.
  @Override
  public void context(int step, float[] into) {
    double turn = 2 * Math.PI * (series.start(bucket(step)).getEpochSecond() % DAY) / DAY;
    into[0] = (float) (PHASE_SCALE * Math.sin(turn));
    into[1] = (float) (PHASE_SCALE * Math.cos(turn));
  }

  int knownSteps() {
    int count = 0;
    for (int step = 0; step < STEPS; step++) if (known(step)) count++;
    return count;
  }

  private int bucket(int step) {
    return first + step * stride;
  }
}
