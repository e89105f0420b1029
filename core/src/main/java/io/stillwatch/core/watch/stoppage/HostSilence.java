// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.stoppage;

import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.watch.fold.ShortId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Decides whether a host, or its log, sends nothing although it should. Pure.
///
/// 1. A host is silent after an hour, or three times the silence that is usual for it, if one of
///    its jobs was due meanwhile.
/// 2. A host that was off before at this time of day may be off again until the same time.
/// 3. A host that was off three times in two weeks may be off for three days.
/// 4. Before three silences of a host are known, a day is allowed.
/// 5. A host that no job is expected on is never silent.
/// 6. Time in a maintenance window of the whole host does not count as silence, and jobs that are
///    not expected then are not due.
public final class HostSilence {
  private static final Duration SAME_TIME = Duration.ofMinutes(90);
  private static final Duration RETURNS_LATE = Duration.ofHours(1);
  private static final Duration RECENT = Duration.ofDays(14);
  private static final int OFTEN = 3;
  private static final int GAPS_NEEDED = 3;
  private static final Duration UNKNOWN_HABIT = Duration.ofDays(1);
  private static final Duration OFTEN_OFF_FOR = Duration.ofDays(3);
  private static final double SCORE = 50;

  private HostSilence() {}

  /// What the silence is about: a job that stands for the host.
  public static Job job(Host host) {
    return new Job(
        ShortId.of("host-", host.name(), host.kind().name()),
        JobKind.HOST,
        "host " + host.name(),
        host,
        new Schedule.Never("reports when its jobs do"),
        Definition.LEARNED,
        host.name(),
        "");
  }

  /// Up to `complete` all that the host wrote has reached us.
  public static Optional<Stoppage> of(HostState host, Maintenance maintenance, Instant complete) {
    if (host.host().equals(Host.HEARTBEATS)) return Optional.empty();
    var last = host.signs().last();
    if (last.equals(Instant.MIN) || !complete.isAfter(last)) return Optional.empty();
    var stretch = new Interval(last, complete);
    var silentFor =
        Duration.between(last, complete).minus(maintenance.ofHost(host.host(), stretch));
    if (silentFor.compareTo(tolerance(host.signs(), last, complete, host.zone())) <= 0)
      return Optional.empty();
    long unknown = due(host, maintenance, stretch);
    if (unknown == 0) return Optional.empty();
    return Optional.of(
        stoppage(host.host(), last, "nothing was received from the host since " + last, unknown));
  }

  /// Its snapshots come, and of its log nothing since then although this many jobs were due.
  static Stoppage ofLog(Host host, Instant since, long jobs) {
    var reason = "snapshots say that cron runs, and nothing of the log was received since " + since;
    return stoppage(host, since, reason, jobs);
  }

  private static Stoppage stoppage(Host host, Instant since, String reason, long jobs) {
    return new Stoppage(
        job(host),
        since,
        since,
        1,
        SCORE,
        Growth.UNKNOWN,
        List.of(reason, unknown(jobs)),
        List.of(),
        new Origin(job(host).id(), Basis.SILENCE, 0));
  }

  /// `14 jobs unknown since then`
  public static String unknown(long jobs) {
    return jobs + (jobs == 1 ? " job" : " jobs") + " unknown since then";
  }

  /// From when on the host is silent, if nothing is heard of it until then; [Instant#MAX] if never.
  public static Instant from(HostState host) {
    var last = host.signs().last();
    boolean expected = host.jobs().values().stream().anyMatch(job -> isExpected(host, job));
    if (!expected || last.equals(Instant.MIN) || host.host().equals(Host.HEARTBEATS))
      return Instant.MAX;
    return last.plus(tolerance(host.signs(), last, last, host.zone()));
  }

  private static boolean isExpected(HostState host, JobState job) {
    if (job.retired() || job.job().kind().standsForMany()) return false;
    return !job.job().kind().rotates() || host.listings().any();
  }

  private static long due(HostState host, Maintenance maintenance, Interval silence) {
    return host.jobs().values().stream()
        .filter(job -> isExpected(host, job))
        .filter(job -> due(job, maintenance, silence))
        .count();
  }

  private static boolean due(JobState job, Maintenance maintenance, Interval silence) {
    var at = silence.from();
    while (true) {
      var due = job.job().schedule().nextAfter(at, job.lastRunBefore(silence.from()));
      if (due.isEmpty() || !due.get().isBefore(silence.until())) return false;
      var planned = maintenance.at(job.job(), due.get());
      if (planned.isEmpty()) return true;
      at = planned.get().during().until().minusMillis(1);
    }
  }

  /// How long a host may be silent from a moment on.
  static Duration tolerance(HostSigns signs, Instant last, Instant now, ZoneId zone) {
    if (signs.gaps().size() < GAPS_NEEDED) return UNKNOWN_HABIT;
    var tolerance = signs.tolerance();
    var recent =
        signs.off().spans().stream().filter(off -> off.until().plus(RECENT).isAfter(now)).toList();
    if (recent.size() >= OFTEN && tolerance.compareTo(OFTEN_OFF_FOR) < 0) return OFTEN_OFF_FOR;
    for (var off : recent) {
      if (!sameTime(off, last, zone)) continue;
      var again = Duration.between(off.from(), off.until()).plus(RETURNS_LATE);
      if (again.compareTo(tolerance) > 0) tolerance = again;
    }
    return tolerance;
  }

  private static boolean sameTime(Interval off, Instant last, ZoneId zone) {
    var one = LocalTime.ofInstant(off.from(), zone);
    var other = LocalTime.ofInstant(last, zone);
    var apart = Duration.between(one, other).abs();
    var around = Duration.ofDays(1).minus(apart);
    return apart.compareTo(SAME_TIME) <= 0 || around.compareTo(SAME_TIME) <= 0;
  }
}
