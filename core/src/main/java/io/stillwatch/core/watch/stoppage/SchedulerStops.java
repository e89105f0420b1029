// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements.Streak;
import io.stillwatch.core.watch.judge.JobJudge;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides which silences of cron were stops once it is heard again. Pure.
///
/// What a stopped cron held up is over once it starts jobs again: the runs that were missed
/// meanwhile stay missed, but the jobs have not stopped. A silence is decided once the log is
/// complete up to its end, from when jobs were due and ran, so that it does not matter when the
/// host was looked at in between.
///
/// 1. Only jobs count that ran shortly before the silence: a job that had stopped says nothing.
/// 2. cron had stopped if the most frequent of them was due and not started, and another one too. A
///    single job that was due says nothing of cron, which started another one since.
/// 3. A job that was not expected by a maintenance window was not due.
public final class SchedulerStops {
  private SchedulerStops() {}

  /// `complete` is the watermark of the host's logs.
  public static HostState decide(HostState host, Plan plan, Instant complete) {
    var cron = host.signs().cron();
    var ended = cron.undecided().stream().filter(one -> !one.until().isAfter(complete)).toList();
    if (ended.isEmpty()) return host;
    var stops = ended.stream().filter(silence -> stopped(host, plan, silence)).toList();
    var decided = host.with(host.signs().with(cron.decided(complete, stops)));
    return stops.isEmpty() ? decided : decided.with(recovered(host, stops));
  }

  private static Map<String, JobState> recovered(HostState host, List<Interval> stops) {
    var jobs = new LinkedHashMap<>(host.jobs());
    for (var job : host.jobs().values()) {
      var first = job.judgements().streak().firstMissed();
      boolean heldUp =
          SchedulerSilence.ofCron(job) && stops.stream().anyMatch(stop -> stop.contains(first));
      if (heldUp) jobs.put(job.id(), job.with(job.judgements().withStreak(Streak.NONE)));
    }
    return jobs;
  }

  static boolean stopped(HostState host, Plan plan, Interval silence) {
    var alive = host.jobs().values().stream().filter(job -> alive(job, silence.from())).toList();
    var shortest = SchedulerSilence.shortest(alive);
    var missed = alive.stream().filter(job -> missed(host, plan, job, silence)).toList();
    return missed.size() > 1 && missed.stream().anyMatch(job -> period(job).equals(shortest));
  }

  private static Duration period(JobState job) {
    return job.job().schedule().period();
  }

  private static boolean alive(JobState job, Instant before) {
    if (!SchedulerSilence.ofCron(job) || job.job().schedule().countsFromLastRun()) return false;
    return job.runs()
        .floor(before)
        .filter(run -> run.plus(period(job).multipliedBy(2)).isAfter(before))
        .isPresent();
  }

  /// Whether a job was due, and late by more than any job may be, before cron was heard again.
  private static boolean missed(HostState host, Plan plan, JobState job, Interval silence) {
    var schedule = job.job().schedule();
    var note = plan.notes().of(job.job());
    var at = silence.from();
    while (true) {
      var due = schedule.nextAfter(at, at);
      if (due.isEmpty()) return false;
      at = due.get();
      if (at.plus(JobJudge.firstGrace(job.job(), note, at)).isAfter(silence.until())) return false;
      boolean away = host.signs().off().contains(at) || host.signs().silent().contains(at);
      if (!away && plan.maintenance().at(job.job(), at).isEmpty()) return true;
    }
  }
}
