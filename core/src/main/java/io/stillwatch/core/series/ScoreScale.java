// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

/// The scale of all scores: 25 is where an error stands out, 75 is where it is certain, and 100 is
/// never reached. Between and above, the score grows with the logarithm of the error.
public record ScoreScale(double threshold, double certain) {
  public ScoreScale {
    if (!(threshold > 0 && certain > threshold)) {
      throw new IllegalArgumentException("threshold " + threshold + ", certain " + certain);
    }
  }

  /// Of an error from the threshold on.
  public double score(double error) {
    if (error < certain) return 25 + 50 * Math.log(error / threshold) / Math.log(separation());
    return 100 - 25 / (1 + Math.log(error / certain) / Math.log(2));
  }

  /// How far the certain is from the threshold.
  public double separation() {
    return certain / threshold;
  }
}
