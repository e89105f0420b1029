// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The spans of a job's past from which nothing is to be learned. Pure.
public final class LearningSpans {
  private LearningSpans() {}

  /// What was excluded before, and the span in which the autoencoder finds the job odd: it never
  /// becomes usual.
  public static Intervals odd(JobState job) {
    return excluded(job, job.opinion().certain());
  }

  /// Those of [#odd], and the span in which the job is unusual as long as the autoencoder is not
  /// certain: a model that learned it would never be. It becomes usual for the job in time, and is
  /// learned then.
  public static Intervals unusual(JobState job) {
    return excluded(job, job.opinion().certain() || job.opinion().unusual());
  }

  private static Intervals excluded(JobState job, boolean present) {
    var excluded = job.lifecycle().excluded();
    var opinion = job.opinion();
    if (!present || !opinion.startedAt().isBefore(opinion.askedAt())) return excluded;
    return excluded.with(new Interval(opinion.startedAt(), opinion.askedAt()), Duration.ZERO);
  }

  /// The spans that say nothing about the job: no evidence, host off or silent, clock set, the
  /// hours around the last change of summer time, when daemons shift, skip and repeat runs, and the
  /// times of `stretch` in which the job was not expected.
  public static List<Interval> unseen(
      JobState job, HostSigns signs, Maintenance maintenance, Interval stretch) {
    var all = new ArrayList<>(maintenance.spans(job.job(), stretch));
    all.addAll(unseen(job, signs, stretch.until()).spans());
    return Interval.merged(all);
  }

  private static Intervals unseen(JobState job, HostSigns signs, Instant until) {
    var unseen = job.judgements().unknown();
    var change = job.job().schedule().zone().getRules().previousTransition(until);
    if (change != null) {
      var at = change.getInstant();
      var near = Schedule.AROUND_CLOCK_CHANGE;
      var around = new Interval(at.minus(near), at.plus(near));
      unseen = unseen.with(around, Duration.ZERO);
    }
    for (var away : List.of(signs.off(), signs.silent(), signs.clockChanges()))
      for (var span : away.spans()) unseen = unseen.with(span, Duration.ZERO);
    return unseen;
  }
}
