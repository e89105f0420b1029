// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.parse;

/// What was measured of one parser: lines per second on one core, ours and Grok's, and the longest
/// time that one line took under fuzzing.
record ParseRow(String parser, double ours, double grok, Fuzzing.Worst worst) {
  static final double BAR = 5;

  double ratio() {
    return ours / grok;
  }

  boolean right(boolean measured) {
    return worst.millis() <= Fuzzing.LIMIT_MILLIS && (!measured || ratio() >= BAR);
  }
}
