// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import io.stillwatch.core.job.Interval;
import java.time.Instant;

/// A stretch of one job's past to learn from.
///
/// Windows that end in `teaching` train the model, those that end in `heldBack` test it. What is
/// before is there because a window needs to know what was usual before it.
public record Lesson(JobHistory history, Part teaching, Part heldBack) {
  /// Where windows may end, and which share of all windows of the job they should be.
  public record Part(Interval ends, double share) {
    public static final Part NONE = new Part(new Interval(Instant.EPOCH, Instant.EPOCH), 0);
  }
}
