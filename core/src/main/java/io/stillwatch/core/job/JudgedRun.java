// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Instant;

/// One due run of a job with its verdict; a later verdict on the same due time replaces this one.
public record JudgedRun(String job, Instant due, Verdict verdict, Instant judgedAt) {
  public String id() {
    return job + "@" + due.getEpochSecond();
  }
}
