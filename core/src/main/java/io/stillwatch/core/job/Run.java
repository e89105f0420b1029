// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One observed run of a job; for a rotation job, one observed rotation.
///
/// `evidence` is the id of the document that shows it. How long it `took` and what it wrote are
/// empty where they are not known.
public record Run(
    String id,
    String job,
    Instant at,
    Outcome outcome,
    String detail,
    String evidence,
    Optional<Duration> took,
    Optional<Long> outputBytes) {
  /// Of which neither length nor output is known.
  public Run(String id, String job, Instant at, Outcome outcome, String detail, String evidence) {
    this(id, job, at, outcome, detail, evidence, Optional.empty(), Optional.empty());
  }

  /// What became of a run, the gravest last.
  public enum Outcome {
    /// cron started it; whether it succeeded is not logged.
    STARTED(0),
    SUCCEEDED(1),
    /// It ended so much faster than usual that it cannot have done its work.
    TOO_SHORT(2),
    /// It was started, and no end was seen within its maximum runtime.
    OVERRUN(3),
    FAILED(4);

    private static final List<Outcome> BY_CODE = List.of(values());
    private final int code;

    Outcome(int code) {
      this.code = code;
    }

    /// The graver, the higher; stored with the state of a job.
    public byte code() {
      return (byte) code;
    }

    public static Outcome ofCode(byte code) {
      return BY_CODE.get(code);
    }
  }
}
