// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.RecentRuns;
import io.stillwatch.core.watch.habit.HabitCounter;
import io.stillwatch.core.watch.habit.HabitLearner;
import io.stillwatch.core.watch.judge.HostView;
import io.stillwatch.core.watch.judge.JobJudge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One look at a host: its late runs correct what was judged, its due jobs are judged, its habits
/// are learned. Pure.
final class HostLook {
  private static final Duration NEW_HABIT = Duration.ofDays(7);

  private final HostState before;
  private final HostState state;
  private final HostView view;
  private final Set<String> seenElsewhere;
  private final Map<String, JobState> jobs;
  private final List<JudgedRun> verdicts = new ArrayList<>();

  private HostLook(HostState before, HostState state, HostView view, Set<String> seenElsewhere) {
    this.seenElsewhere = seenElsewhere;
    this.before = before;
    this.state = state;
    this.view = view;
    this.jobs = new LinkedHashMap<>(state.jobs());
  }

  record Result(HostState state, List<JudgedRun> verdicts) {}

  /// `before` is the host before new evidence was folded in; `lateRuns` are runs about due times
  /// that were judged already.
  static Result at(
      HostState before,
      HostState state,
      HostView view,
      Map<String, List<Instant>> lateRuns,
      Set<String> seenElsewhere) {
    var look = new HostLook(before, state, view, seenElsewhere);
    lateRuns.forEach(look::correct);
    look.excuse(before.signs().off(), state.signs().off(), Verdict.Why.HOST_OFF);
    look.excuse(before.signs().silent(), state.signs().silent(), Verdict.Why.HOST_SILENT);
    for (var job : List.copyOf(look.jobs.values())) look.judge(job);
    return new Result(look.result(), look.verdicts);
  }

  private HostState result() {
    return new HostState(
        state.host(),
        state.since(),
        state.position(),
        state.configuration(),
        state.commands(),
        state.listings(),
        state.signs(),
        jobs);
  }

  private void correct(String id, List<Instant> runs) {
    var job = jobs.get(id);
    if (job == null) return;
    var known = before.jobs().get(id);
    var result = JobJudge.correct(job, view, runs, known == null ? RecentRuns.NONE : known.runs());
    verdicts.addAll(result.verdicts());
    jobs.put(id, result.state());
  }

  /// The host was away for a span that became known just now: what was missed then is unknown.
  private void excuse(Intervals known, Intervals now, Verdict.Why why) {
    if (now.equals(known)) return;
    for (var job : List.copyOf(jobs.values())) {
      var result = JobJudge.excuse(job, now, why, view.now());
      verdicts.addAll(result.verdicts());
      jobs.put(job.id(), result.state());
    }
  }

  private void judge(JobState job) {
    if (job.job().kind().standsForMany()) return;
    boolean changed = !job.equals(before.jobs().get(job.id()));
    if (!changed && job.nextLookAt().isAfter(view.now())) return;
    var next = job;
    for (var at = LearningTimes.next(next);
        !at.isAfter(view.watermark(job.job()));
        at = LearningTimes.next(next)) next = learnedAt(next, at);
    jobs.put(job.id(), judged(next, view));
  }

  private JobState judged(JobState job, HostView as) {
    var result = JobJudge.judge(job, as, lost(job.job()));
    verdicts.addAll(result.verdicts());
    return excluding(job, result.state());
  }

  /// As if the job had been looked at then, when none of its later runs was known.
  private JobState learnedAt(JobState job, Instant at) {
    var then = judged(job.with(job.runs().until(at)), view.at(at));
    var learned = learned(then.with(then.habit().learnedThrough(at)));
    return learned.with(job.runs());
  }

  /// A streak that ended was a time in which the job did not do what it does.
  private static JobState excluding(JobState before, JobState now) {
    var streak = before.judgements().streak();
    boolean ended = !streak.none() && now.judgements().streak().none();
    if (!ended) return now;
    var from = before.runs().lower(streak.firstMissed()).orElse(streak.firstMissed());
    var until = now.runs().last().filter(from::isBefore).orElse(streak.lastDue());
    var span = new Interval(from, Instants.later(until, from));
    return now.withExcluded(now.lifecycle().excluded().with(span, Duration.ZERO));
  }

  private JobState learned(JobState job) {
    var judgements = job.judgements();
    if (!judgements.streak().none() || isOdd(job)) return job; // a trouble teaches nothing
    var planned = planned(job);
    var ignored =
        List.of(
            planned,
            job.lifecycle().excluded(),
            judgements.unknown(),
            state.signs().off(),
            state.signs().silent(),
            state.signs().cron().stopped());
    var counted = job.with(HabitCounter.count(job, ignored, state.zone()));
    var teaching = counted.with(counted.runs().outside(planned));
    var schedule = HabitLearner.learn(teaching, ignored, state.zone());
    if (schedule.equals(job.job().schedule())) return counted;
    boolean habit = job.job().schedule() instanceof Schedule.Habit;
    boolean learning = schedule instanceof Schedule.Learning;
    if (habit && learning) return counted;
    var last = counted.runs().last().orElseThrow();
    var changed = counted.withSchedule(schedule);
    return learning ? changed : changed.with(judgements.withSettled(last));
  }

  /// When the job was not expected, as far back as it is learned from.
  private Intervals planned(JobState job) {
    var last = job.runs().last();
    if (last.isEmpty()) return Intervals.NONE;
    var from = Instants.later(job.habit().countedThrough(), last.get().minus(HabitCounter.LONGEST));
    var learned = new Interval(Instants.earlier(from, job.runs().at(0)), last.get());
    return new Intervals(view.plan().maintenance().spans(job.job(), learned));
  }

  /// Whether the autoencoder finds the job odd; what lasts for a week is a new habit.
  private boolean isOdd(JobState job) {
    var opinion = job.opinion();
    return opinion.certain() && opinion.startedAt().plus(NEW_HABIT).isAfter(view.now());
  }

  /// Why a started run of a job cannot do its work: only where nothing is seen of its effect.
  private Optional<String> lost(Job job) {
    if (job.kind() != JobKind.SCHEDULED_COMMAND) return Optional.empty();
    for (var fault : state.configuration().lost()) {
      boolean started = fault.jobs().contains(job.id()) && !fault.keepsFromStarting();
      if (started && !drives(job)) return Optional.of(fault.title());
    }
    return Optional.empty();
  }

  private boolean drives(Job job) {
    return seenElsewhere.contains(job.id())
        || state.jobs().values().stream().anyMatch(other -> other.job().driver().equals(job.id()));
  }
}
