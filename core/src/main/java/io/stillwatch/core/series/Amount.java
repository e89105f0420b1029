// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// How the values of a series are compared, and in which range they never matter.
public enum Amount {
  /// Differences count.
  NUMBER(0) {
    @Override
    public double compared(double value) {
      return value;
    }

    @Override
    public double value(double compared) {
      return compared;
    }
  },

  /// Bytes gained in an hour, negative if they were freed. Volumes are skewed to the right and may
  /// be zero; their cube roots vary evenly (Wilson and Hilferty 1931), and ten times as much is
  /// about twice as much of it. A series that varies by less than a mebibyte is as if it did by
  /// that.
  BYTES(Math.cbrt(1 << 20)) {
    @Override
    public double compared(double value) {
      return Math.cbrt(value);
    }

    @Override
    public double value(double compared) {
      return compared * compared * compared;
    }
  };

  private final double leastDeviation;

  Amount(double leastDeviation) {
    this.leastDeviation = leastDeviation;
  }

  /// What is averaged and held against an expectation.
  public abstract double compared(double value);

  /// The inverse of [#compared].
  public abstract double value(double compared);

  Scale scale(Moments moments) {
    return Scale.of(moments.mean(), Math.max(leastDeviation, moments.deviation()));
  }
}
