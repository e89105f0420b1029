// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.util.Arrays;

/// By how many standard deviations the size of the mean of the last values is above what that size
/// was before. Takes constant memory.
final class Unusualness {
  /// Of how much the series varied while it was learnt; smaller changes are never unusual.
  private static final double LEAST_DEVIATION = 0.1;

  private final double[] last;
  private int count;
  private double mean;
  private double squares;

  Unusualness(int width) {
    this.last = new double[width];
  }

  /// With a further value; 0 if it is as usual.
  double next(double value) {
    last[count % last.length] = value;
    double size = Math.abs(Arrays.stream(last).sum()) / Math.min(count + 1, last.length);
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    double above = Math.max(0, size - mean) / Math.max(LEAST_DEVIATION, deviation);
    boolean first = count == 0;
    count++;
    double before = mean;
    mean += (size - mean) / count;
    squares += (size - before) * (size - mean);
    return first ? 0 : above;
  }
}
