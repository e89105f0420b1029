// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What detection reports of a job that does not do its work: since when, how often, how unusual.
///
/// `firstMissed` is the first due time without a good run; `lastSeen` the last run before it, or
/// [Instant#EPOCH] for a job that was never seen; `reasons` are sentences, the strongest first. A
/// predicted stoppage has no missed run yet, and its `firstMissed` is in the future. `ranAgain`
/// holds the runs seen since, noted by alerting while the alert waits for all its members.
public record Stoppage(
    Job job,
    Instant firstMissed,
    Instant lastSeen,
    int missedRuns,
    double score,
    Growth growth,
    List<String> reasons,
    List<Instant> ranAgain,
    Origin origin) {
  /// Which evidence made the decision.
  public enum Basis {
    /// Due times without a run.
    SCHEDULE,
    /// Runs that failed.
    FAILURES,
    /// The autoencoder alone: the schedule is unknown, or cannot see the fault.
    SEQUENCE,
    /// Due times without a run, one fewer because the autoencoder is certain.
    SCHEDULE_AND_SEQUENCE,
    /// A scheduler or a host sends nothing although it should.
    SILENCE,
    /// A fault of the configuration, before anything was missed.
    CONFIGURATION
  }

  /// What stopped together has the same `group`; `sequenceScore` is what the autoencoder
  /// contributed, from 0 to 100.
  public record Origin(String group, Basis basis, double sequenceScore) {}

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
    this(
        job,
        firstMissed,
        lastSeen,
        missedRuns,
        score,
        growth,
        reasons,
        List.of(),
        new Origin(job.group(), Basis.SCHEDULE, 0));
  }

  public boolean everSeen() {
    return lastSeen.isAfter(Instant.EPOCH);
  }

  /// The id under which stoppages are one story.
  public String group() {
    return origin.group();
  }

  public Stoppage withJob(Job newJob) {
    return new Stoppage(
        newJob, firstMissed, lastSeen, missedRuns, score, growth, reasons, ranAgain, origin);
  }

  public Stoppage withRanAgain(List<Instant> runs) {
    return new Stoppage(
        job, firstMissed, lastSeen, missedRuns, score, growth, reasons, runs, origin);
  }

  /// With a further observation.
  public Stoppage withReason(String reason) {
    if (reasons.contains(reason)) return this;
    var more = Stream.concat(reasons.stream(), Stream.of(reason)).toList();
    return new Stoppage(
        job, firstMissed, lastSeen, missedRuns, score, growth, more, ranAgain, origin);
  }

  public Stoppage withOrigin(Origin newOrigin) {
    return new Stoppage(
        job, firstMissed, lastSeen, missedRuns, score, growth, reasons, ranAgain, newOrigin);
  }

  public Stoppage inGroup(String group) {
    return withOrigin(new Origin(group, origin.basis(), origin.sequenceScore()));
  }

  /// With an earlier beginning, which detection does not remember.
  public Stoppage since(Instant earlier, Instant seenBefore, int missed) {
    return new Stoppage(
        job, earlier, seenBefore, missed, score, growth, reasons, List.of(), origin);
  }
}
