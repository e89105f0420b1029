// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import java.time.Duration;
import java.time.Instant;

/// A training that is over: what came of it, which model it made, if any, and why.
public record TrainingAttempt(
    Instant startedAt, Duration took, Result result, String model, String why) {
  /// What came of it.
  public enum Result {
    IN_USE,
    REFUSED,
    TOO_LITTLE,
    CANCELLED,
    FAILED
  }

  public static TrainingAttempt of(Instant startedAt, Duration took, TrainingOutcome outcome) {
    return switch (outcome) {
      case TrainingOutcome.InUse(var card) ->
          new TrainingAttempt(startedAt, took, Result.IN_USE, card.id(), card.course().ended());
      case TrainingOutcome.Refused(var card, var why) ->
          new TrainingAttempt(startedAt, took, Result.REFUSED, card.id(), why);
      case TrainingOutcome.TooLittle(var missing) ->
          new TrainingAttempt(startedAt, took, Result.TOO_LITTLE, "", missing);
      case TrainingOutcome.Cancelled() ->
          new TrainingAttempt(startedAt, took, Result.CANCELLED, "", "An operator cancelled it.");
      case TrainingOutcome.Failed(var why) ->
          new TrainingAttempt(startedAt, took, Result.FAILED, "", why);
    };
  }
}
