// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.util.Arrays;

/// The last values of a series, oldest first; NaN where nothing is known. Compact, because a fleet
/// has many series.
@SuppressWarnings("ArrayRecordComponent") // copied on every change, never handed out
public record RecentValues(float[] values) {
  public static final RecentValues NONE = new RecentValues(new float[0]);

  /// With a value; of more than `most` the oldest ones go.
  public RecentValues with(double value, int most) {
    int kept = Math.min(values.length, most - 1);
    var next = new float[kept + 1];
    System.arraycopy(values, values.length - kept, next, 0, kept);
    next[kept] = (float) value;
    return new RecentValues(next);
  }

  public int size() {
    return values.length;
  }

  public double at(int index) {
    return values[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentValues(var others) && Arrays.equals(values, others);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
