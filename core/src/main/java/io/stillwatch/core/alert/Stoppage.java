// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.util.List;

/// What detection says of a job that does not happen: since when, how often missed, how unusual.
///
/// `firstMissed` is the first due time without a run; `lastSeen` the last run before it; `reasons`
/// are sentences, the strongest first.
public record Stoppage(
    Job job,
    Instant firstMissed,
    Instant lastSeen,
    int missedRuns,
    double score,
    Growth growth,
    List<String> reasons) {
  public Stoppage {
    reasons = List.copyOf(reasons);
  }
}
