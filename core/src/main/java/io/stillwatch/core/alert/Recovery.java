// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.Job;
import java.time.Instant;

/// A job of an open alert was seen to run again.
///
/// One for each run: a job with a period below an hour is believed only after two. Repeating a run
/// that was told before does no harm.
///
/// `found` says in words what was found out with it; empty if that says nothing more.
public record Recovery(Job job, Instant ranAt, String found) {
  public Recovery(Job job, Instant ranAt) {
    this(job, ranAt, "");
  }
}
