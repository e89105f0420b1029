// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What became of one due run.
public sealed interface Verdict {
  record OnTime(Instant ranAt) implements Verdict {}

  record Late(Instant ranAt, Duration by) implements Verdict {}

  record Missed() implements Verdict {}

  record Failed(Instant ranAt, String how) implements Verdict {}

  /// Started, and not finished within its maximum runtime, which is `by`.
  record Overrun(Instant ranAt, Duration by) implements Verdict {}

  /// Finished so much faster than usual that it cannot have done its work.
  record TooShort(Instant ranAt, Duration took) implements Verdict {}

  /// We could not look, or nothing could be expected: neither calm nor alarm.
  record Unknown(Why why) implements Verdict {}

  /// A run of a job that is not known well enough to expect one.
  record Learning(int runsSeen, int runsNeeded) implements Verdict {}

  /// Why a verdict is unknown.
  enum Why {
    /// Our own collection is behind.
    NO_EVIDENCE("evidence is missing"),
    /// The host, or its log, sent nothing around the due time.
    HOST_SILENT("the host sent nothing"),
    /// The host was switched off at the due time.
    HOST_OFF("the host was off"),
    /// The clock of the host was set around the due time.
    CLOCK_CHANGED("the clock of the host was set"),
    /// Between two listings more was due than listings can show.
    BETWEEN_LISTINGS("listings are too far apart"),
    /// People said that the job is not expected then.
    MAINTENANCE("in a maintenance window"),
    /// The same, by a calendar of holidays.
    HOLIDAY("on a holiday");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }

    /// Whether the job was not expected, as against not seen.
    public boolean planned() {
      return this == MAINTENANCE || this == HOLIDAY;
    }
  }

  /// When the run that was judged started.
  default Optional<Instant> run() {
    return switch (this) {
      case OnTime(var at) -> Optional.of(at);
      case Late(var at, _) -> Optional.of(at);
      case Failed(var at, _) -> Optional.of(at);
      case Overrun(var at, _) -> Optional.of(at);
      case TooShort(var at, _) -> Optional.of(at);
      case Missed _, Unknown _, Learning _ -> Optional.empty();
    };
  }

  /// Whether the work of the run was not done, as far as we know.
  default boolean bad() {
    return switch (this) {
      case Missed _, Failed _, Overrun _, TooShort _ -> true;
      case OnTime _, Late _, Unknown _, Learning _ -> false;
    };
  }

  /// The word of the glossary, as documents and the UI carry it.
  default String word() {
    return switch (this) {
      case OnTime _ -> "on-time";
      case Late _ -> "late";
      case Missed _ -> "missed";
      case Failed _ -> "failed";
      case Overrun _ -> "overrun";
      case TooShort _ -> "too-short";
      case Unknown _ -> "unknown";
      case Learning _ -> "learning";
    };
  }
}
