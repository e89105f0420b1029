// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;

/// What became of one due run. Silence is never reported as calm.
public sealed interface Verdict {
  record OnTime(Instant ranAt) implements Verdict {}

  record Late(Instant ranAt, Duration by) implements Verdict {}

  record Missed() implements Verdict {}

  record Failed(Instant ranAt, String how) implements Verdict {}

  record Overrun(Instant ranAt, Duration by) implements Verdict {}

  /// We could not look: our own collection is behind. Neither calm nor alarm.
  record Unknown(Duration behindBy) implements Verdict {}

  record Learning(int runsSeen, int runsNeeded) implements Verdict {}

  /// The word of the glossary, as documents and the UI carry it.
  default String word() {
    return switch (this) {
      case OnTime _ -> "on-time";
      case Late _ -> "late";
      case Missed _ -> "missed";
      case Failed _ -> "failed";
      case Overrun _ -> "overrun";
      case Unknown _ -> "unknown";
      case Learning _ -> "learning";
    };
  }
}
