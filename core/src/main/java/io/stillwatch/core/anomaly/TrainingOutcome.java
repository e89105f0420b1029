// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

/// What came of a training. The model in use before stays unless a new one replaces it.
public sealed interface TrainingOutcome {
  /// A new model is in use.
  record InUse(ModelCard card) implements TrainingOutcome {}

  /// A new model was trained but is not used: it is worse than the one before, or cannot detect a
  /// stop.
  record Refused(ModelCard challenger, String why) implements TrainingOutcome {}

  /// There is too little to learn from.
  record TooLittle(String missing) implements TrainingOutcome {}

  /// An operator stopped it.
  record Cancelled() implements TrainingOutcome {}

  /// It broke off.
  record Failed(String why) implements TrainingOutcome {}
}
