// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.util.List;

/// What detection says of a job that does not happen: since when, how often missed, how unusual.
///
/// `firstMissed` is the first due time without a run; `lastSeen` the last run before it, or
/// [Instant#EPOCH] for a job that was never seen; `reasons` are sentences, the strongest first. A
/// stoppage that is predicted has no missed run yet, and its `firstMissed` lies ahead. `ranAgain`
/// holds the runs seen since, noted by alerting while the alert waits for all its members.
public record Stoppage(
    Job job,
    Instant firstMissed,
    Instant lastSeen,
    int missedRuns,
    double score,
    Growth growth,
    List<String> reasons,
    List<Instant> ranAgain) {
  public Stoppage {
    reasons = List.copyOf(reasons);
    ranAgain = List.copyOf(ranAgain);
  }

  /// A job that has not run since.
  public Stoppage(
      Job job,
      Instant firstMissed,
      Instant lastSeen,
      int missedRuns,
      double score,
      Growth growth,
      List<String> reasons) {
    this(job, firstMissed, lastSeen, missedRuns, score, growth, reasons, List.of());
  }

  public boolean everSeen() {
    return lastSeen.isAfter(Instant.EPOCH);
  }

  public Stoppage withJob(Job newJob) {
    return new Stoppage(
        newJob, firstMissed, lastSeen, missedRuns, score, growth, reasons, ranAgain);
  }

  public Stoppage withRanAgain(List<Instant> runs) {
    return new Stoppage(job, firstMissed, lastSeen, missedRuns, score, growth, reasons, runs);
  }
}
