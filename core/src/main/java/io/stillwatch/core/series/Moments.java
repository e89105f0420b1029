// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// How a number varied so far: how often it was seen, its mean, and the sum of the squares of its
/// distances from the mean.
public record Moments(long count, double mean, double squares) {
  public static final Moments NONE = new Moments(0, 0, 0);

  public Moments with(double value) {
    double before = value - mean;
    double next = mean + before / (count + 1);
    return new Moments(count + 1, next, squares + before * (value - next));
  }

  /// With a value; all earlier ones together count for no more than `most`, so that what is long
  /// past is forgotten.
  Moments with(double value, long most) {
    if (count <= most) return with(value);
    return new Moments(most, mean, squares * most / count).with(value);
  }

  public double deviation() {
    return Math.sqrt(squares / Math.max(1, count));
  }
}
