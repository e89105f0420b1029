// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Duration;
import java.util.List;

/// How a training went: how many jobs taught, the losses of each epoch, why it ended, and how long
/// it took. Models of earlier versions have no losses.
public record TrainingCourse(
    int jobs,
    int epochs,
    double validationLoss,
    List<Epoch> losses,
    long seed,
    String ended,
    Duration took) {
  /// The mean losses on training windows and on held-back windows after an epoch.
  public record Epoch(double trainingLoss, double validationLoss) {}

  public TrainingCourse {
    losses = List.copyOf(losses);
  }

  /// Of a model whose file knows no more than this.
  public static TrainingCourse of(int epochs, double validationLoss) {
    return new TrainingCourse(0, epochs, validationLoss, List.of(), 0, "", Duration.ZERO);
  }
}
