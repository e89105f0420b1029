// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.fleet;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that views, API, metrics and alerting read of one job: one document a job.
///
/// `stoppage` is what detection reports now, `predicted` a run that will not happen; `scoring` is
/// what the autoencoder says of the last window, `note` what people say of the job.
public record JobStatus(
    Job job,
    JobHealth health,
    Timing timing,
    Optional<Verdict> lastVerdict,
    Scoring scoring,
    Optional<Stoppage> stoppage,
    Optional<Stoppage> predicted,
    Retirement retirement,
    JobNote note) {
  /// By the calibrated threshold, with nothing held back, and of which nobody says anything.
  public JobStatus(
      Job job,
      JobHealth health,
      Timing timing,
      Optional<Verdict> lastVerdict,
      double score,
      Optional<Stoppage> stoppage,
      Optional<Stoppage> predicted,
      Retirement retirement) {
    this(
        job,
        health,
        timing,
        lastVerdict,
        new Scoring(score, Anomaly.CERTAIN_SCORE, Optional.empty()),
        stoppage,
        predicted,
        retirement,
        JobNote.NONE);
  }

  /// The score from 0 to 100, the one from which the autoencoder decides alone, and the newest
  /// alarm of the last 30 days if it was held back.
  public record Scoring(double score, double needed, Optional<HeldAlarm> held) {}

  /// An alarm that the budget of alerts did not let through: its rank among the alarms of the last
  /// 30 days, the highest first, and how many a month the budget allows.
  public record HeldAlarm(Instant noticedAt, double peak, double needed, int rank, int perMonth) {
    /// How far it exceeds what it needs.
    public double margin() {
      return peak / needed;
    }

    /// `not sent: over the budget of 5 a month, rank 7`
    public String words() {
      var why =
          rank > perMonth
              ? "over the budget of " + perMonth + " a month"
              : "twice the budget of " + perMonth + " a month is reached";
      return "not sent: " + why + ", rank " + rank;
    }
  }

  public double score() {
    return scoring.score();
  }

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
