// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

/// How often jobs of the fleet go wrong, each from 0 to 1.
///
/// `stops` is the chance that a job stops once in four weeks, for one to seven days; `misses` and
/// `late` are the chances of a single due run to be left out or to come late.
record FaultRates(double stops, double misses, double late) {
  static final FaultRates NONE = new FaultRates(0, 0, 0);

  FaultRates {
    for (var rate : new double[] {stops, misses, late})
      if (!(rate >= 0 && rate <= 1)) throw new IllegalArgumentException("rate: " + rate);
  }
}
