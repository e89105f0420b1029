// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

/// How the detector looks and learns; the defaults are those of the model card (docs/DETECTOR.md).
///
/// A window has `steps` steps, `stepsPerPeriod` of them to a turn of the job's own clock. `windows`
/// caps the training windows of a fleet, `patience` is the number of epochs without progress after
/// which training ends.
public record DetectorSettings(
    int steps,
    int stepsPerPeriod,
    int hidden,
    int windows,
    int epochs,
    int patience,
    int batch,
    double learningRate) {
  public static final DetectorSettings DEFAULTS =
      new DetectorSettings(12, 4, 24, 1024, 24, 12, 64, 0.02);

  public DetectorSettings {
    if (steps < 2 * stepsPerPeriod || stepsPerPeriod < 2) {
      throw new IllegalArgumentException(
          "A window of " + steps + " steps with " + stepsPerPeriod + " a period is too short.");
    }
    if (hidden < 1 || windows < 1 || epochs < 1 || patience < 1 || batch < 1) {
      throw new IllegalArgumentException("Sizes of the detector must be positive.");
    }
    if (!(learningRate > 0)) throw new IllegalArgumentException("learningRate: " + learningRate);
  }
}
