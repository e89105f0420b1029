// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.fleet;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that views, API, metrics and alerting read of one job: one document a job.
///
/// `stoppage` is what detection reports now, `predicted` a run that will not happen; `score` is
/// that of the last window, from 0 to 100.
public record JobStatus(
    Job job,
    JobHealth health,
    Timing timing,
    Optional<Verdict> lastVerdict,
    double score,
    Optional<Stoppage> stoppage,
    Optional<Stoppage> predicted,
    Retirement retirement) {
  /// `lastGoodRun` is the last run that did its work as far as we know; `goodRunsSince` the good
  /// runs since the stoppage, as many as recovery needs.
  public record Timing(
      Optional<Instant> lastRun,
      Optional<Instant> lastGoodRun,
      Optional<Instant> nextDue,
      Duration grace) {}

  /// Why and when a job left the configuration; [#NONE] while it is there.
  public record Retirement(String why, Instant at) {
    public static final Retirement NONE = new Retirement("", Instant.MAX);

    public boolean retired() {
      return !why.isEmpty();
    }
  }
}
