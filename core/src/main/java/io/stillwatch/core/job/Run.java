// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;

/// One observed run of a job; for a rotation job, one observed rotation.
///
/// `evidence` is the id of the document that shows it.
public record Run(
    String id, String job, Instant at, Outcome outcome, String detail, String evidence) {
  public enum Outcome {
    /// cron started it; whether it succeeded is not logged.
    STARTED,
    SUCCEEDED,
    FAILED
  }
}
