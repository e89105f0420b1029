// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.watch.fold.ShortId;
import io.stillwatch.core.watch.fold.UnitRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides whether the cron daemon of a host has stopped, as against single jobs, or the whole
/// host. Pure.
///
/// 1. No line of cron came since before the first missed run, and the host gave other signs of life
///    after it. If these are snapshots only, and the newest says that cron runs, it is the log that
///    does not reach us: but only if lines of others came with those of cron and ended with them,
///    and no fault keeps a missed job from working. A log of cron alone is silent if cron hangs.
/// 2. Two jobs or more were missed since; or the host has more jobs than the one that was missed,
///    which ran more often than the others. A job below an hour must be missed three times.
/// 3. A crontab is known, other lines of the host come for a day, and cron was never heard: cron
///    starts nothing, or does not write to this log.
/// 4. Time in a maintenance window of the whole host does not count towards that day.
public final class SchedulerSilence {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NEVER_HEARD_FOR = Duration.ofDays(1);
  private static final double SCORE = 80;
  private static final double NEVER_HEARD_SCORE = 50;

  private SchedulerSilence() {}

  /// The id of the job that stands for the daemon of a host.
  public static String id(Host host) {
    return ShortId.of("scheduler-", host.name(), host.kind().name());
  }

  /// What the silence is about: a job that stands for the daemon.
  public static Job job(Host host, Duration period) {
    return new Job(
        id(host),
        JobKind.SCHEDULER,
        "cron on " + host.name(),
        host,
        period.isPositive()
            ? new Schedule.SinceLast(period, "as often as its most frequent job")
            : new Schedule.Never("as often as its jobs"),
        Definition.LEARNED,
        "cron",
        "");
  }

  /// The stoppage of the daemon, which holds up the jobs of [#holdsUp]; or the silence of the log,
  /// which hides them.
  public static Optional<Stoppage> of(HostState host, Maintenance maintenance, Instant complete) {
    if (host.host().equals(Host.HEARTBEATS)) return Optional.empty();
    var jobs = host.jobs().values().stream().filter(SchedulerSilence::ofCron).toList();
    if (jobs.isEmpty()) return Optional.empty();
    if (!host.signs().cron().heard()) return neverHeard(host, jobs, maintenance, complete);
    var found = silence(host, jobs, complete);
    if (found.isEmpty()) return Optional.empty();
    var missed = found.get().missed();
    var first = found.get().first();
    var lastHeard = found.get().lastHeard();
    if (isOfLog(host, found.get()))
      return Optional.of(HostSilence.ofLog(host.host(), lastHeard, missed.size()));
    return Optional.of(
        stoppage(
            host,
            shortest(jobs),
            new Interval(lastHeard, first),
            SCORE,
            List.of(
                "cron started nothing since " + lastHeard,
                missed.size() + (missed.size() == 1 ? " job" : " jobs") + " missed since then")));
  }

  /// The jobs that were missed since cron was heard last, and when the first of them was due.
  private record Silence(List<JobState> missed, Instant lastHeard, Instant first) {}

  private static Optional<Silence> silence(HostState host, List<JobState> jobs, Instant complete) {
    var missed = jobs.stream().filter(job -> holdsUp(host, job, complete)).toList();
    if (missed.isEmpty() || !several(jobs, missed)) return Optional.empty();
    var first = first(missed);
    var lastHeard = host.signs().cron().lastHeard(complete);
    if (!host.signs().last().isAfter(first)) return Optional.empty(); // the host may be away
    if (host.signs().clockChanges().overlaps(lastHeard, first.plusMillis(1)))
      return Optional.empty();
    return Optional.of(new Silence(missed, lastHeard, first));
  }

  private static boolean isOfLog(HostState host, Silence silence) {
    var configuration = host.configuration();
    boolean runs = configuration.platform().fact("cron.running").filter("true"::equals).isPresent();
    return runs
        && configuration.snapshots().at().isAfter(silence.first())
        && !host.signs().lastLine().isAfter(silence.first())
        && othersWrote(host.signs(), silence.lastHeard())
        && configuration.lost().stream()
            .noneMatch(fault ->
                silence.missed().stream().anyMatch(job -> fault.jobs().contains(job.id())));
  }

  /// Whether lines that are not of cron came until about when it was heard last.
  private static boolean othersWrote(HostSigns signs, Instant lastHeard) {
    var others =
        signs.lastLine().isAfter(lastHeard) ? signs.lastLine() : signs.systemd().lastHeard();
    return others.isAfter(lastHeard.minus(HOUR));
  }

  /// Once lines come again after the log was silent, what was due meanwhile is unknown. `first` is
  /// the first of them that was read.
  public static HostState heardAgain(
      HostState before, HostState now, Optional<Instant> first, Instant complete) {
    var line = now.signs().lastLine();
    if (!line.isAfter(before.signs().lastLine()) || !before.signs().cron().heard()) return now;
    var jobs = before.jobs().values().stream().filter(SchedulerSilence::ofCron).toList();
    var silence = silence(before, jobs, complete).filter(one -> isOfLog(before, one));
    if (silence.isEmpty()) return now;
    var from = silence.get().lastHeard();
    var until = Instants.later(from, Instants.earlier(line, first.orElse(line)));
    return now.with(now.signs().withSilent(new Interval(from, until)));
  }

  /// Whether a job is missed because no line of cron came at all.
  public static boolean holdsUp(HostState host, JobState job, Instant complete) {
    var streak = job.judgements().streak();
    return ofCron(job)
        && host.signs().cron().heard()
        && streak.missed() > 0
        && streak.firstMissed().isAfter(host.signs().cron().lastHeard(complete));
  }

  static boolean ofCron(JobState job) {
    return job.job().kind() == JobKind.SCHEDULED_COMMAND
        && !job.retired()
        && !UnitRuns.of(job.job())
        && job.job().schedule().period().isPositive();
  }

  private static boolean several(List<JobState> jobs, List<JobState> missed) {
    if (jobs.size() < 2) return false;
    if (missed.size() > 1) return true;
    var only = missed.getFirst();
    var period = only.job().schedule().period();
    boolean mostFrequent =
        jobs.stream()
            .allMatch(job ->
                job.id().equals(only.id()) || job.job().schedule().period().compareTo(period) > 0);
    int needed = period.compareTo(HOUR) < 0 ? StoppagePolicy.least(period) : 1;
    return mostFrequent && only.judgements().streak().missed() >= needed;
  }

  static Duration shortest(List<JobState> jobs) {
    return jobs.stream()
        .map(job -> job.job().schedule().period())
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Instant first(List<JobState> missed) {
    return missed.stream()
        .map(job -> job.judgements().streak().firstMissed())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Optional<Stoppage> neverHeard(
      HostState host, List<JobState> jobs, Maintenance maintenance, Instant complete) {
    var known = host.configuration().snapshots().at();
    if (known.equals(Instant.MIN)) return Optional.empty();
    var first =
        jobs.stream()
            .flatMap(job -> job.job().schedule().nextAfter(known, known).stream())
            .min(Comparator.naturalOrder());
    var lastLine = host.signs().lastLine();
    boolean longEnough =
        first.isPresent()
            && unheard(host, maintenance, first.get(), complete).compareTo(NEVER_HEARD_FOR) > 0
            && lastLine.isAfter(first.get().plus(shortest(jobs).multipliedBy(2)));
    if (!longEnough) return Optional.empty();
    return Optional.of(
        stoppage(
            host,
            shortest(jobs),
            new Interval(Instant.EPOCH, first.orElseThrow()),
            NEVER_HEARD_SCORE,
            List.of(
                "no line of cron was ever received from the host, but other lines are: cron starts"
                    + " nothing, or does not write to this log",
                jobs.size() + (jobs.size() == 1 ? " job" : " jobs") + " cannot be judged")));
  }

  private static Duration unheard(
      HostState host, Maintenance maintenance, Instant since, Instant complete) {
    if (!since.isBefore(complete)) return Duration.ZERO;
    var planned = maintenance.ofHost(host.host(), new Interval(since, complete));
    return Duration.between(since, complete).minus(planned);
  }

  private static Stoppage stoppage(
      HostState host, Duration period, Interval since, double score, List<String> reasons) {
    var job = job(host.host(), period);
    return new Stoppage(
        job,
        since.until(),
        since.from(),
        1,
        score,
        Growth.UNKNOWN,
        reasons,
        List.of(),
        new Origin(job.id(), Basis.SILENCE, 0));
  }
}
