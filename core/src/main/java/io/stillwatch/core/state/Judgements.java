// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far the due times of a job are judged, and what counts of the verdicts so far.
///
/// Every due time up to `settledThrough` has a verdict that only evidence about that due time can
/// change. Later ones up to `reportedThrough` were reported as unknown, because evidence is
/// missing.
public record Judgements(
    Instant settledThrough,
    Instant reportedThrough,
    Streak streak,
    Lateness lateness,
    RunLengths lengths,
    List<PastStreak> recovered,
    Intervals unknown,
    Optional<Verdict> last) {
  public Judgements {
    recovered = List.copyOf(recovered);
  }

  /// Nothing judged; due times count from `since`.
  public static Judgements from(Instant since) {
    return new Judgements(
        since,
        since,
        Streak.NONE,
        Lateness.NONE,
        RunLengths.NONE,
        List.of(),
        Intervals.NONE,
        Optional.empty());
  }

  /// The bad runs since the last good one; `how` is what the last one that ran died of, and
  /// `failedAfterSeconds` how long after its start that became known at most.
  public record Streak(
      Instant firstMissed,
      Instant lastDue,
      int missed,
      int failed,
      String how,
      long failedAfterSeconds) {
    public static final Streak NONE = new Streak(Instant.MAX, Instant.MIN, 0, 0, "", 0);

    public int bad() {
      return missed + failed;
    }

    public boolean none() {
      return bad() == 0;
    }

    public Streak failedAfter(long seconds) {
      return new Streak(firstMissed, lastDue, missed, failed, how, seconds);
    }
  }

  /// A streak that ended by itself at a due time: what a job is used to is not a stoppage.
  public record PastStreak(Instant ended, Streak streak) {
    public int length() {
      return streak.bad();
    }
  }

  public Judgements withSettled(Instant due) {
    var reported = Instants.later(reportedThrough, due);
    return new Judgements(due, reported, streak, lateness, lengths, recovered, unknown, last);
  }

  public Judgements withReported(Instant due) {
    return new Judgements(settledThrough, due, streak, lateness, lengths, recovered, unknown, last);
  }

  public Judgements withStreak(Streak now) {
    return new Judgements(
        settledThrough, reportedThrough, now, lateness, lengths, recovered, unknown, last);
  }

  public Judgements withLateness(Lateness now) {
    return new Judgements(
        settledThrough, reportedThrough, streak, now, lengths, recovered, unknown, last);
  }

  /// How late the run of a due time started is remembered, whatever became of it.
  public Judgements withLateness(Instant due, Verdict verdict) {
    return verdict
        .run()
        .map(run -> withLateness(lateness.with(Duration.between(due, run))))
        .orElse(this);
  }

  public Judgements withLengths(RunLengths now) {
    return new Judgements(
        settledThrough, reportedThrough, streak, lateness, now, recovered, unknown, last);
  }

  public Judgements withRecovered(List<PastStreak> now) {
    return new Judgements(
        settledThrough, reportedThrough, streak, lateness, lengths, now, unknown, last);
  }

  public Judgements withUnknown(Intervals now) {
    return new Judgements(
        settledThrough, reportedThrough, streak, lateness, lengths, recovered, now, last);
  }

  public Judgements withLast(Verdict verdict) {
    return new Judgements(
        settledThrough,
        reportedThrough,
        streak,
        lateness,
        lengths,
        recovered,
        unknown,
        Optional.of(verdict));
  }
}
