// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.testing;

import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Platform;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNotes;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.plan.MaintenanceWindow;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.plan.Recurrence;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.state.Judgements.Streak;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Jobs, evidence and states of tests, all of one host.
public final class Sample {
  public static final ZoneId UTC = ZoneId.of("UTC");
  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  public static final Host HOST = Host.server("ops-1");
  public static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  public static final String LOG = "/var/log/app.log";

  private Sample() {}

  public static Instant day(double days) {
    return MONDAY.plusSeconds(Math.round(days * 86_400));
  }

  /// The five fields of a crontab line; names and `?` are not understood.
  public static CronFields fields(String expression) {
    var f = expression.split(" ", -1);
    return new CronFields(
        set(f[0], 0, 59),
        set(f[1], 0, 23),
        set(f[2], 1, 31),
        set(f[3], 1, 12),
        set(f[4], 0, 6),
        f[2].startsWith("*"),
        f[4].startsWith("*"));
  }

  private static BitSet set(String field, int least, int most) {
    var set = new BitSet();
    for (var part : field.split(",", -1)) {
      var step = part.split("/", -1);
      var range = step[0].split("-", -1);
      int from = step[0].equals("*") ? least : Integer.parseInt(range[0]);
      int until = step[0].equals("*") ? most : Integer.parseInt(range[range.length - 1]);
      int by = step.length > 1 ? Integer.parseInt(step[1]) : 1;
      for (int value = from; value <= until; value += by) set.set(value);
    }
    return set;
  }

  public static Schedule cron(String expression, ZoneId zone, Duration period) {
    return new Schedule.Cron(expression, fields(expression), zone, period);
  }

  public static Schedule cron(String expression, Duration period) {
    return cron(expression, UTC, period);
  }

  /// Daily at 02:30 UTC.
  public static Schedule daily() {
    return cron("30 2 * * *", Duration.ofDays(1));
  }

  /// At minute 17 of each hour.
  public static Schedule hourly() {
    return cron("17 * * * *", Duration.ofHours(1));
  }

  public static Schedule everyMinutes(int minutes) {
    return cron("*/" + minutes + " * * * *", Duration.ofMinutes(minutes));
  }

  /// A line of /etc/crontab that runs a script of its own id.
  public static Job line(String id, Schedule schedule) {
    return line(id, schedule, "root", "/opt/" + id + ".sh");
  }

  public static Job line(String id, Schedule schedule, String user, String command) {
    return new Job(
        id,
        JobKind.SCHEDULED_COMMAND,
        command,
        HOST,
        schedule,
        new Definition("/etc/crontab", 1, user, command),
        command,
        "");
  }

  /// A command that is known from the log only.
  public static Job learned(String id, Schedule schedule) {
    var command = "/opt/" + id + ".sh";
    return new Job(
        id, JobKind.SCHEDULED_COMMAND, command, HOST, schedule, Definition.LEARNED, command, "");
  }

  /// One maintenance window of all jobs.
  public static Plan planned(Interval open) {
    var window =
        new MaintenanceWindow(
            "patch day",
            MaintenanceWindow.Kind.MAINTENANCE,
            JobMatch.ALL,
            new Recurrence.Listed(List.of(open)));
    return new Plan(() -> List.of(window), JobNotes.NONE);
  }

  public static RotationRule rule(Frequency frequency) {
    return RotationRule.of(frequency, frequency.name().toLowerCase(Locale.ROOT));
  }

  /// A stanza for one log, asked about at each run of the given schedule.
  public static Job rotation(String id, RotationRule rule, Schedule opportunity) {
    return rotation(id, LOG, rule, opportunity, "");
  }

  public static Job rotation(
      String id, String log, RotationRule rule, Schedule opportunity, String driver) {
    return new Job(
        id,
        JobKind.LOG_ROTATION,
        log,
        HOST,
        new Schedule.Rotation(rule, opportunity, opportunity.zone()),
        new Definition("/etc/logrotate.d/app", 1, "root", rule.directive()),
        log,
        driver);
  }

  public static JobState state(Job job) {
    return JobState.found(job, MONDAY);
  }

  public static JobState ran(JobState job, Instant... at) {
    var state = job;
    for (var run : at) state = state.withRun(run, Run.Outcome.STARTED);
    return state;
  }

  /// A job whose last so many due times were missed.
  public static JobState missed(JobState job, int times, Instant first, Instant last) {
    var streak = new Streak(first, last, times, 0, "", 0);
    return job.with(
        job.judgements().withStreak(streak).withSettled(last).withLast(new Verdict.Missed()));
  }

  public static HostState host(JobState... jobs) {
    var all = new LinkedHashMap<String, JobState>();
    for (var job : jobs) all.put(job.id(), job);
    return HostState.found(HOST, MONDAY, UTC).with(all);
  }

  public static LogRecord record(Host host, Instant at, LogEvent event) {
    return new LogRecord(
        host.name() + "|" + at + "|" + event,
        new SourceId("file:" + host.name()),
        "cron.syslog",
        host,
        at,
        new Position("/var/log/syslog", "g", 0),
        Line.of(event.toString()),
        event);
  }

  public static LogRecord record(Instant at, LogEvent event) {
    return record(HOST, at, event);
  }

  public static Listing listing(Host host, Instant at, LogFile... files) {
    return new Listing(
        host.name() + "|listing|" + at,
        new SourceId("listing:" + host.name()),
        host,
        at,
        List.of(files),
        Map.of());
  }

  public static LogFile file(String path, long size) {
    return new LogFile(path, size, LogFile.UNKNOWN_TIME);
  }

  public static HostConfig config(Host host, Instant at, String crontab) {
    return config(host, at, crontab, Map.of());
  }

  public static HostConfig config(
      Host host, Instant at, String crontab, Map<String, String> facts) {
    return new HostConfig(
        host.name() + "|config|" + at,
        new SourceId("snapshots:" + host.name()),
        host,
        at,
        new Platform(Platform.Dialect.DEBIAN, UTC, "", facts),
        List.of(ConfigFile.of("/etc/crontab", crontab)),
        new HostConfig.Accounts(List.of(), false),
        HostConfig.Disk.UNKNOWN);
  }

  /// A certain error that keeps jobs from running.
  public static Finding fault(String id, Instant at, String... jobs) {
    return fault(HOST, id, at, jobs);
  }

  public static Finding fault(Host host, String id, Instant at, String... jobs) {
    return new Finding(
        id,
        "CL01",
        Finding.Severity.ERROR,
        new Location(host, "/etc/crontab", 1, 1),
        new Explanation("61 is not a minute", "61 2 * * * root x", "", ""),
        List.of(jobs),
        Confidence.CERTAIN,
        new FindingLifecycle(at, at, FindingLifecycle.Status.OPEN));
  }
}
