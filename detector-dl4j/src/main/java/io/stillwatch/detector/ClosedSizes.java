// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import java.util.stream.IntStream;

/// How large the files of a log were when they were closed, and for how many seconds each was
/// written: what is written from Friday to Monday is not held against a single day.
@SuppressWarnings("ArrayRecordComponent") // never handed out
record ClosedSizes(double[] bytes, double[] written) {
  static final ClosedSizes UNKNOWN = new ClosedSizes(new double[0], new double[0]);

  private static final double SMALLEST_LOG = 1024;
  private static final double AS_LONG = 1.5;
  private static final int FEWEST_AS_LONG = 3;
  private static final double MOST = 64;

  boolean known() {
    return bytes.length > 0;
  }

  /// What nine in ten do not exceed: Monday's, too.
  double most() {
    return Math.max(SMALLEST_LOG, Statistics.quantile(bytes, 0.9));
  }

  /// The median of those that were written about as long; of all if those are few.
  double usual(double seconds) {
    double[] alike =
        IntStream.range(0, bytes.length)
            .filter(i -> written[i] < seconds * AS_LONG && written[i] > seconds / AS_LONG)
            .mapToDouble(i -> bytes[i])
            .toArray();
    var of = alike.length < FEWEST_AS_LONG ? bytes : alike;
    return Math.max(SMALLEST_LOG, Statistics.quantile(of, 0.5));
  }

  /// By how many powers of two they usually differ from that.
  double spread() {
    var apart =
        IntStream.range(0, bytes.length)
            .mapToDouble(i -> Math.abs(Feature.log2(bytes[i] / usual(written[i]), MOST)))
            .toArray();
    return Statistics.reachedTwice(apart);
  }
}
