// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.pattern;

import io.stillwatch.core.alert.ChangedLines;
import java.time.Instant;

/// Decides which patterns of a host changed about when a job stopped. Pure.
public final class LineChanges {
  private LineChanges() {}

  /// `history` answers [Onset#question] of `now`; `before` is what an earlier look found.
  public static ChangedLines of(
      PatternHistory history, Onset onset, ChangedLines before, Instant now) {
    return before.lookedAgain(
        NewPatterns.of(history, onset),
        VanishedPatterns.of(history, onset, onset.question(now)),
        now);
  }
}
