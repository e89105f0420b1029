// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.judge;

import io.stillwatch.core.job.Definition.Condition;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements;
import io.stillwatch.core.state.Lateness;
import io.stillwatch.core.state.RecentRuns;
import io.stillwatch.core.watch.judge.Occasion.SeenRun;
import io.stillwatch.core.watch.judge.Occasion.Unseen;
import io.stillwatch.core.watch.judge.VerdictRules.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Judges the due times of one job up to the watermark of its evidence. Pure.
///
/// What is judged is settled: only a run that is reported later, about that very due time, changes
/// it. Due times past the watermark are reported as unknown after a while, and judged for good once
/// the evidence is there. A job that left the configuration is judged up to then.
public final class JobJudge {
  /// How many due times are judged at once; the rest follow at the next tick.
  private static final int MOST = 20_000;

  private static final Duration PATIENCE = Duration.ofHours(6);

  /// Until the first line of its scheduler, or the first listing of its host.
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

  private static final Duration BELIEF = Duration.ofMinutes(1);

  private JobJudge() {}

  /// The state after judging, and the verdicts that are new or different.
  public record Result(JobState state, List<JudgedRun> verdicts) {
    public Result {
      verdicts = List.copyOf(verdicts);
    }
  }

  /// `lost` is why a started run of the job cannot do its work, if that is certain and nothing is
  /// seen of its effect.
  public static Result judge(JobState job, HostView host, Optional<String> lost) {
    if (!watched(job, host)) return new Result(job.lookAt(lookAgain(job, host)), List.of());
    var judging = new Judging(job, host, lost);
    judging.learning();
    judging.settle();
    if (!job.retired()) judging.reportUnknown();
    return judging.result();
  }

  private static Instant lookAgain(JobState job, HostView host) {
    return job.retired() ? Instant.MAX : host.now().plus(LOOK_AGAIN);
  }

  private static boolean watched(JobState job, HostView host) {
    if (job.job().kind().rotates()) return host.state().listings().any();
    return !host.heardSince(job.job()).isAfter(host.now());
  }

  /// The first due time that is not judged yet.
  public static Optional<Instant> nextDue(JobState job) {
    return DueTimes.next(job, job.judgements().settledThrough());
  }

  /// How late the job may be now before it counts as missed; zero while nothing is expected.
  public static Duration grace(JobState job, JobNote note) {
    if (!job.job().schedule().period().isPositive()) return Duration.ZERO;
    return grace(job, job.judgements(), note, job.judgements().settledThrough());
  }

  private static Duration grace(JobState job, Judgements known, JobNote note, Instant due) {
    var schedule = job.job().schedule();
    return note.grace()
        .map(set -> Grace.set(set, schedule, due))
        .orElseGet(() -> Grace.after(known.streak().missed(), schedule, known.lateness(), due));
  }

  /// How late a job may be of whose habits nothing is known.
  public static Duration firstGrace(Job job, JobNote note, Instant due) {
    var schedule = job.schedule();
    return note.grace()
        .map(set -> Grace.set(set, schedule, due))
        .orElseGet(() -> Grace.of(schedule, Lateness.NONE, due));
  }

  /// Applies runs that were reported after their due times had been judged. Of those that are
  /// `known`, what became of them was reported later: how late they started was counted before. A
  /// run of a due time at which the job was not expected changes no streak if it is bad, and never
  /// what the job is used to.
  public static Result correct(JobState job, HostView host, List<Instant> runs, RecentRuns known) {
    var verdicts = new ArrayList<JudgedRun>();
    var state = job;
    for (var run : runs) {
      var due = DueTimes.of(state, run);
      if (due.isEmpty() || due.get().isAfter(state.judgements().settledThrough())) continue;
      if (hadRun(state, due.get(), run)) continue;
      var verdict = late(state, host, due.get(), run);
      verdicts.add(new JudgedRun(state.id(), due.get(), verdict, host.now()));
      if (verdict instanceof Verdict.Unknown) continue;
      var corrected = Corrections.apply(state, due.get(), verdict);
      boolean counted = known.contains(run) || host.planned(job.job(), due.get()).isPresent();
      state = state.with(counted ? corrected : corrected.withLateness(due.get(), verdict));
    }
    return new Result(state, verdicts);
  }

  /// Applies that the host turned out to have been away while runs were missed.
  public static Result excuse(JobState job, Intervals away, Verdict.Why why, Instant now) {
    var streak = job.judgements().streak();
    boolean concerned =
        streak.missed() > 0
            && streak.failed() == 0
            && !job.job().kind().rotates()
            && away.overlaps(streak.firstMissed(), streak.lastDue().plusMillis(1));
    if (!concerned) return new Result(job, List.of());
    var excused = Corrections.excuse(job, away);
    var verdicts =
        excused.dues().stream()
            .map(due -> new JudgedRun(job.id(), due, new Verdict.Unknown(why), now))
            .toList();
    return new Result(job.with(job.judgements().withStreak(excused.left())), verdicts);
  }

  /// An extra run changes nothing of a due time that had one before it.
  private static boolean hadRun(JobState job, Instant due, Instant run) {
    var early = DueTimes.earliness(job.job().schedule());
    return job.runs().ceiling(due.minus(early)).filter(first -> first.isBefore(run)).isPresent();
  }

  private static Verdict late(JobState job, HostView host, Instant due, Instant run) {
    var verdict = late(job, host.plan().notes().of(job.job()), due, run);
    if (!verdict.bad()) return verdict;
    return host.planned(job.job(), due)
        .map(planned -> (Verdict) new Verdict.Unknown(planned.window().kind().why()))
        .orElse(verdict);
  }

  private static Verdict late(JobState job, JobNote note, Instant due, Instant run) {
    var outcome = job.runs().outcome(run).orElse(Run.Outcome.STARTED);
    if (outcome == Run.Outcome.FAILED) return new Verdict.Failed(run, "it failed");
    var length = job.judgements().lengths().of(run);
    if (outcome == Run.Outcome.TOO_SHORT) return new Verdict.TooShort(run, length);
    if (outcome == Run.Outcome.OVERRUN) return new Verdict.Overrun(run, length);
    var schedule = job.job().schedule();
    var grace =
        note.grace()
            .map(set -> Grace.set(set, schedule, due))
            .orElseGet(() -> Grace.of(schedule, job.judgements().lateness(), due));
    var deadline = due.plus(grace);
    return run.isAfter(deadline)
        ? new Verdict.Late(run, Duration.between(due, run))
        : new Verdict.OnTime(run);
  }

  /// One job while its due times are judged.
  private static final class Judging {
    private final JobState job;
    private final HostView host;
    private final Optional<String> lost;
    private final Schedule schedule;
    private final Instant end;
    private final Instant watermark;
    private final List<JudgedRun> verdicts = new ArrayList<>();
    private final JobNote note;
    private Judgements judgements;
    private Intervals excluded;
    private Instant nextLookAt = Instant.MAX;

    Judging(JobState job, HostView host, Optional<String> lost) {
      this.job = job;
      this.host = host;
      this.lost = lost;
      this.schedule = job.job().schedule();
      this.end = job.lifecycle().retirement().at();
      this.watermark = Instants.earlier(host.watermark(job.job()), end);
      this.note = host.plan().notes().of(job.job());
      this.excluded = job.lifecycle().excluded();
      var heard = host.heardSince(job.job());
      var known = job.judgements();
      this.judgements = known.settledThrough().isBefore(heard) ? known.withSettled(heard) : known;
    }

    Result result() {
      // What the silence is of may show with the next sign of the host.
      var look = judgements.streak().none() ? nextLookAt : host.now();
      if (!watermark.isBefore(end)) look = Instant.MAX;
      var state = job.with(judgements).withExcluded(excluded).lookAt(look);
      var runs = state.runs().trimmed(judgements.settledThrough());
      return new Result(state.with(runs), verdicts);
    }

    /// Runs of a job that cannot be expected yet are shown as what they are.
    void learning() {
      if (!(schedule instanceof Schedule.Learning(int seen, int needed))) return;
      var at = judgements.settledThrough().minusMillis(1);
      for (var run = job.runs().higher(at); run.isPresent(); run = job.runs().higher(run.get())) {
        judged(run.get(), new Verdict.Learning(seen, needed));
        judgements = judgements.withSettled(run.get().plusMillis(1));
      }
    }

    void settle() {
      for (int i = 0; i < MOST; i++) {
        var next = DueTimes.next(job, judgements.settledThrough());
        if (next.isEmpty()) return;
        var due = next.get();
        var deadline = deadline(due);
        nextLookAt = deadline;
        if (due.isAfter(Instants.earlier(host.now(), end))) return;
        var occasion = occasion(due, deadline);
        switch (VerdictRules.decide(occasion)) {
          case Decision.Wait _ -> {
            return;
          }
          case Decision.NotDue _ -> judgements = judgements.withSettled(due);
          case Decision.Judged(var verdict) -> settled(due, verdict);
        }
      }
      nextLookAt = host.now();
    }

    private Instant deadline(Instant due) {
      return due.plus(grace(job, judgements, note, due));
    }

    private Occasion occasion(Instant due, Instant deadline) {
      var early = DueTimes.earliness(schedule);
      var unseen = host.unseen(job.job(), due, deadline);
      return new Occasion(
          due,
          deadline,
          answeredUntil(due, deadline, unseen),
          job.runs().ceiling(due.minus(early)).map(this::seen),
          watermark,
          lost,
          unseen,
          idle(deadline));
    }

    /// From when on a run is of a later due time. Where time counts from the last run, the first
    /// one after the host was away begins anew.
    private Instant answeredUntil(Instant due, Instant deadline, Unseen unseen) {
      if (schedule.countsFromLastRun()) return unseen.why().isPresent() ? deadline : Instant.MAX;
      var early = DueTimes.earliness(schedule);
      return schedule.nextAfter(due, due).map(at -> at.minus(early)).orElse(Instant.MAX);
    }

    private SeenRun seen(Instant run) {
      var streak = judgements.streak();
      var delay =
          streak.failed() > 0
              ? Duration.ofSeconds(streak.failedAfterSeconds() * 3 / 2).plus(BELIEF)
              : Duration.ZERO;
      var outcome = job.runs().outcome(run).orElse(Run.Outcome.STARTED);
      var length = judgements.lengths().of(run);
      return new SeenRun(run, outcome, "it failed", length, run.plus(delay));
    }

    /// An empty log is not rotated, a missing one cannot be, and one that is too small need not be.
    private boolean idle(Instant deadline) {
      if (!job.job().kind().rotates()) return false;
      var last = job.sizes().last();
      if (last.isEmpty() || last.get().at().isBefore(host.state().listings().listedAt()))
        return true;
      var after = job.sizes().firstAfter(deadline.minusMillis(1)).or(() -> last);
      boolean mayBeEmpty = job.learned() || job.job().definition().has(Condition.NOT_IF_EMPTY);
      if (mayBeEmpty && after.get().activeBytes() == 0 && after.get().files() > 0) return true;
      return schedule instanceof Schedule.Rotation rotation
          && after.get().activeBytes() < rotation.rule().minBytes();
    }

    private void settled(Instant due, Verdict verdict) {
      var planned = host.planned(job.job(), due);
      boolean reported = !due.isAfter(judgements.reportedThrough());
      boolean asBefore = reported && verdict.equals(new Verdict.Unknown(unreported(due)));
      if (!asBefore) judged(due, verdict);
      if (planned.isEmpty()) judgements = judgements.withLateness(due, verdict);
      boolean heldUp = verdict instanceof Verdict.Missed && host.heldUp(job.job(), due);
      if (!heldUp || !judgements.streak().none())
        judgements = Streaks.after(judgements, due, verdict);
      var until = verdict.run().filter(run -> run.isAfter(due)).orElse(due);
      judgements = judgements.withSettled(schedule.countsFromLastRun() ? until : due);
      if (verdict instanceof Verdict.Unknown(var why) && why.planned())
        planned.ifPresent(window -> excluded = excluded.with(window.during(), Duration.ZERO));
      else if (verdict instanceof Verdict.Unknown) unknown(due);
      else judgements = judgements.withUnknown(judgements.unknown().cutBefore(due.plusSeconds(1)));
    }

    private void unknown(Instant due) {
      var near = schedule.period().multipliedBy(2);
      var span = new Interval(due, due.plusSeconds(1));
      judgements = judgements.withUnknown(judgements.unknown().with(span, near));
    }

    /// That a job was not expected leaves it as healthy as it was.
    private void judged(Instant due, Verdict verdict) {
      verdicts.add(new JudgedRun(job.id(), due, verdict, host.now()));
      boolean planned = verdict instanceof Verdict.Unknown(var why) && why.planned();
      if (!planned) judgements = judgements.withLast(verdict);
    }

    /// Why nothing is known of a due time of which evidence is missing.
    private Verdict.Why unreported(Instant due) {
      return host.planned(job.job(), due)
          .map(planned -> planned.window().kind().why())
          .orElse(Verdict.Why.NO_EVIDENCE);
    }

    /// What cannot be judged is not kept from people for ever.
    void reportUnknown() {
      var patience = Durations.shorter(PATIENCE, schedule.period());
      for (int i = 0; i < MOST; i++) {
        var next = DueTimes.next(job, judgements.reportedThrough());
        if (next.isEmpty() || next.get().isAfter(host.now())) return;
        var deadline = deadline(next.get());
        var reportAt = deadline.plus(patience);
        if (reportAt.isAfter(host.now())) {
          nextLookAt = Instants.earlier(nextLookAt, reportAt);
          return;
        }
        if (!watermark.isBefore(deadline) && !held(next.get(), deadline)) return;
        var why = unreported(next.get());
        judged(next.get(), new Verdict.Unknown(why));
        if (!why.planned()) unknown(next.get());
        judgements = judgements.withReported(next.get());
      }
    }

    private boolean held(Instant due, Instant deadline) {
      return host.unseen(job.job(), due, deadline).hold();
    }
  }
}
