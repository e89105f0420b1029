// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.HabitPattern.DayRule;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.Times;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small jobs, alerts and visits for the tests of presenters.
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  public static final ZoneId UTC = ZoneId.of("UTC");
  public static final Times TIMES = new Times(NOW, UTC);

  private Samples() {}

  public static Visit visit(String... parameters) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2)
      all.put(parameters[i], List.of(parameters[i + 1]));
    return Visit.of(all, TIMES);
  }

  /// A job that is due each day at two.
  public static Job daily(String id, String host) {
    var daily = DayRule.on(EnumSet.allOf(DayOfWeek.class));
    return new Job(
        id,
        JobKind.SCHEDULED_COMMAND,
        "Job " + id,
        Host.server(host),
        new Schedule.Habit(
            new HabitPattern.Days(LocalTime.of(2, 0), daily), UTC, 0.97, 60, Duration.ofDays(1)),
        Definition.LEARNED,
        "/usr/bin/" + id,
        "");
  }

  /// The status of a job in a state; its last run was a day ago.
  public static JobStatus status(Job job, JobHealth health) {
    return status(job, health, Optional.of(NOW.minus(Duration.ofDays(1))));
  }

  public static JobStatus status(Job job, JobHealth health, Optional<Instant> lastRun) {
    var next = job.schedule().nextAfter(NOW, NOW);
    return new JobStatus(
        job,
        health,
        new JobStatus.Timing(lastRun, lastRun, next, Duration.ofMinutes(30)),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }

  /// The runs due on the last days, the newest last, all with verdicts of the given kind.
  public static List<JudgedRun> runs(Job job, int days, Verdict verdict) {
    var runs = new ArrayList<JudgedRun>();
    for (int ago = days; ago >= 1; ago--) {
      runs.add(run(job, NOW.minus(Duration.ofDays(ago)), verdict));
    }
    return runs;
  }

  public static JudgedRun run(Job job, Instant due, Verdict verdict) {
    return new JudgedRun(job.id(), due, verdict, due.plusSeconds(900));
  }

  public static Verdict onTime(Instant at) {
    return new Verdict.OnTime(at);
  }

  public static Stoppage stoppage(Job job, Instant lastSeen, double score) {
    return new Stoppage(
        job,
        lastSeen.plus(Duration.ofDays(1)),
        lastSeen,
        3,
        score,
        Growth.UNKNOWN,
        List.of("3 of 3 runs are missing."));
  }

  public static Alert alert(String id, Stoppage... stoppages) {
    var first = stoppages[0];
    return new Alert(
        id,
        first.job().id(),
        Alert.State.FIRING,
        List.of(stoppages),
        List.of(),
        new Alert.Times(
            first.firstMissed(), first.firstMissed().plusSeconds(900), Optional.empty()),
        Alert.Handling.NONE,
        List.of());
  }

  public static Alert with(
      Alert alert, Alert.State state, Alert.Handling handling, Cause... causes) {
    var end =
        state == Alert.State.RESOLVED
            ? Optional.of(NOW.minusSeconds(3_600))
            : Optional.<Instant>empty();
    return new Alert(
        alert.id(),
        alert.group(),
        state,
        alert.stoppages(),
        List.of(causes),
        new Alert.Times(alert.times().startedAt(), alert.times().detectedAt(), end),
        handling,
        alert.notifications());
  }

  public static Finding finding(String id, String remedy, Instant firstSeen) {
    return new Finding(
        id,
        "CM03",
        Finding.Severity.ERROR,
        new Location(Host.server("ops-1"), "/etc/crontab", 12, 13),
        new Explanation(
            "cron starts a command that does not exist",
            "0 2 * * * * root logrotat",
            remedy,
            "logrotate"),
        List.of(),
        Confidence.CERTAIN,
        new FindingLifecycle(firstSeen, NOW, FindingLifecycle.Status.OPEN));
  }
}
