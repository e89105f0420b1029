// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Patterns of log lines of the host that changed about when a job stopped: a hint, never a cause.
///
/// `looks` is how often the log was asked; `lookedAt` when it was asked last.
public record ChangedLines(
    List<Appeared> appeared, List<Vanished> vanished, int looks, Instant lookedAt) {
  public static final ChangedLines NONE = new ChangedLines(List.of(), List.of(), 0, Instant.EPOCH);

  /// Never seen before, and so often since.
  public record Appeared(String pattern, Instant firstSeen, long count) {}

  /// Came regularly, at this distance, and has not come since.
  public record Vanished(String pattern, Duration every, Instant lastSeen) {}

  public ChangedLines {
    appeared = List.copyOf(appeared);
    vanished = List.copyOf(vanished);
  }

  public boolean isEmpty() {
    return appeared.isEmpty() && vanished.isEmpty();
  }

  /// After one look more.
  public ChangedLines lookedAgain(
      List<Appeared> nowAppeared, List<Vanished> nowVanished, Instant at) {
    return new ChangedLines(nowAppeared, nowVanished, looks + 1, at);
  }
}
