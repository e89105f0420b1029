// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Assessment;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseLink;
import io.stillwatch.core.alert.ChangedLines;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Impact;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.alert.Snooze;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Surroundings;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.Gap;
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
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Verdict;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One of everything that a store keeps, with every component filled.
public final class Samples {
  public static final Instant AT = Instant.parse("2026-11-20T02:30:00.123456789Z");
  public static final Host SERVER = Host.server("ops-1");
  public static final Host DATABASE = Host.rds("orders-mysql");
  public static final SourceId SOURCE = new SourceId("file:ops-1:/var/log/cron.log");

  private Samples() {}

  public static LogRecord line(int number, LogEvent event) {
    return line(
        number, event, AT.plusSeconds(number), "ops-1 CRON[" + number + "]: said something");
  }

  public static LogRecord line(int number, LogEvent event, Instant at, String text) {
    return new LogRecord(
        "line-" + number,
        SOURCE,
        "cron.syslog",
        SERVER,
        at,
        new Position("/var/log/cron.log", "g1", number * 100L),
        Line.of(text),
        event);
  }

  public static LogRecord started(int number) {
    return line(number, new LogEvent.RunStarted("root", "/usr/sbin/logrotate", number));
  }

  /// One line for each kind of event that concerns jobs.
  public static List<LogEvent> eventsAboutJobs() {
    return List.of(
        new LogEvent.RunStarted("root", "/usr/local/bin/backup \"all\" \\ ünï", 4711),
        new LogEvent.RunEnded("root", "/usr/local/bin/backup", 4711),
        new LogEvent.RunFailed("exit status 127", 4712),
        new LogEvent.RunFailed("backup.service", "Result: exit-code", 0),
        new LogEvent.RunOutput("app", "sh: 1: bakcup: not found", 4713),
        new LogEvent.ConfigRejected("/etc/cron.d/report", "Missing newline before EOF"),
        new LogEvent.ConfigError("/etc/cron.d/report", "bad minute"),
        new LogEvent.ConfigReloaded("/etc/crontab"),
        new LogEvent.ConfigEdited("app", "REPLACE"),
        new LogEvent.DaemonStarted("cron"),
        new LogEvent.DaemonStopped("crond"),
        new LogEvent.HostBooted("Linux version 6.1.0"),
        new LogEvent.Rotated("rsyslogd was HUPed"));
  }

  public static Listing listing(String id) {
    return new Listing(
        id,
        new SourceId("rds:orders-mysql"),
        DATABASE,
        AT,
        List.of(
            new LogFile("slowquery/mysql-slowquery.log", 1_234, AT.minusSeconds(5)),
            new LogFile("error/mysql-error.log", 0, LogFile.UNKNOWN_TIME)),
        Map.of(
            "/var/log/a.b.log",
            AT.minus(Duration.ofDays(1)),
            "/var/log/a..b.",
            AT.minus(Duration.ofDays(2))));
  }

  public static HostConfig config(String id) {
    return new HostConfig(
        id,
        new SourceId("config:ops-1"),
        SERVER,
        AT,
        new Platform(Platform.Dialect.CRONIE, ZoneId.of("Europe/Berlin"), "a server"),
        List.of(
            new ConfigFile(
                "/etc/crontab",
                "30 2 * * * root logrotate\n\t# ünï",
                ConfigFile.Attributes.file("0644", 0, 0, 1)),
            ConfigFile.of("/etc/logrotate.conf", "")),
        new HostConfig.Accounts(
            List.of(new Account("app", 1000, List.of(1000, 4), "/home/app", "/bin/sh", true)),
            true),
        new HostConfig.Disk(
            Map.of("/opt/../usr/bin", List.of(new Executable("awk", "0755", 0, 0)), ".", List.of()),
            true,
            Map.of("/var/log/a.log", new FileStat("f", "0640", 0, 4, false, ""))));
  }

  public static Gap gap(String id) {
    return new Gap(id, SOURCE, SERVER, AT, new Position("/var/log/a", "g2", 7), 512, "truncated");
  }

  public static List<Evidence> oneOfEach() {
    return List.of(started(1), flushed(2), listing("listing-1"), config("config-1"), gap("gap-1"));
  }

  /// A line of a database that says all that a line can say.
  public static LogRecord flushed(int number) {
    var line = line(number, new LogEvent.Rotated("FLUSH LOGS"), AT.plusSeconds(number), "");
    var session = new Fields.Session("rdsadmin", "mysql", "127.0.0.1", 4711);
    var fields =
        new Fields("Note", 7, 8, session, "1227", 2_500_000_000L, 150, Map.of("rows_sent", "1"));
    return new LogRecord(
        line.id(),
        line.source(),
        "database.log",
        DATABASE,
        line.at(),
        line.position(),
        new Line("flush logs;", List.of(Line.CONTINUATION), fields),
        line.event());
  }

  public static Job job(String id) {
    return new Job(
        id,
        JobKind.SCHEDULED_COMMAND,
        "rotate the logs",
        SERVER,
        cron(),
        new Definition(
            "/etc/crontab",
            17,
            "root",
            "logrotate /etc/logrotate.conf",
            Set.of(Definition.Condition.NOT_IF_EMPTY)),
        "logrotate",
        "driver-of-" + id);
  }

  /// One of each kind, and one of each habit.
  public static List<Schedule> schedules() {
    var rule =
        new RotationRule(RotationRule.Frequency.WEEKLY, 1, 2, 3, "weekly, minsize 2, maxsize 3");
    return List.of(
        cron(),
        habit(new HabitPattern.Hours(bits(0, 0), bits(9, 17))),
        habit(
            new HabitPattern.Days(
                LocalTime.of(2, 30, 15),
                new HabitPattern.DayRule(
                    Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), Set.of(-1, 15), 2, 11))),
        habit(new HabitPattern.Every(Duration.ofMinutes(90))),
        new Schedule.SinceLast(Duration.ofDays(7), "weekly"),
        new Schedule.Rotation(rule, cron(), ZoneId.of("Europe/Berlin")),
        new Schedule.Learning(3, 8),
        new Schedule.Never("30 February does not come"));
  }

  private static Schedule habit(HabitPattern pattern) {
    return new Schedule.Habit(pattern, ZoneId.of("UTC"), 0.97, 56, Duration.ofDays(1));
  }

  /// One of each kind.
  public static List<Verdict> verdicts() {
    return List.of(
        new Verdict.OnTime(AT),
        new Verdict.Late(AT, Duration.ofMinutes(20)),
        new Verdict.Missed(),
        new Verdict.Failed(AT, "exit status 127"),
        new Verdict.Overrun(AT, Duration.ofHours(3)),
        new Verdict.TooShort(AT, Duration.ofSeconds(2)),
        new Verdict.Unknown(Verdict.Why.HOST_SILENT),
        new Verdict.Learning(3, 8));
  }

  private static Schedule cron() {
    return new Schedule.Cron(
        "30 2 * * *",
        new CronFields(bits(30, 30), bits(2, 2), bits(1, 31), bits(1, 12), bits(0, 6), true, true),
        ZoneId.of("Europe/Berlin"),
        Schedule.Cron.ClockChanges.FOLLOWED,
        Duration.ofDays(1));
  }

  private static BitSet bits(int from, int to) {
    var bits = new BitSet();
    bits.set(from, to + 1);
    return bits;
  }

  public static Finding finding(String id, FindingLifecycle.Status status) {
    return new Finding(
        id,
        "CRON-004",
        Finding.Severity.ERROR,
        new Location(SERVER, "/etc/crontab", 17, 18),
        new Explanation(
            "The command is not on the PATH",
            "30 2 * * * root logrotte",
            "sed -i s/logrotte/logrotate/ /etc/crontab",
            "logrotate"),
        List.of("job-1", "job-2"),
        Confidence.CERTAIN,
        new FindingLifecycle(AT.minusSeconds(60), AT, status));
  }

  public static Stoppage stoppage(Job job, Instant started) {
    return new Stoppage(
        job,
        started,
        Instant.EPOCH,
        3,
        87.5,
        new Growth(1_000, 12.5, Instant.MAX),
        List.of("Due three times and not seen"),
        List.of(started.plusSeconds(1)),
        new Stoppage.Origin("group-1", Stoppage.Basis.SCHEDULE_AND_SEQUENCE, 42.5));
  }

  /// A job that has stopped, with every component filled.
  public static JobStatus status(Job job) {
    return new JobStatus(
        job,
        JobHealth.SILENT,
        new JobStatus.Timing(
            Optional.of(AT),
            Optional.of(AT.minusSeconds(60)),
            Optional.of(AT.plusSeconds(60)),
            Duration.ofMinutes(5)),
        Optional.of(new Verdict.Missed()),
        new JobStatus.Scoring(87.5, Anomaly.CERTAIN_SCORE, Optional.empty()),
        Optional.of(stoppage(job, AT)),
        Optional.of(stoppage(job, AT.plusSeconds(60))),
        new JobStatus.Retirement("no longer configured", AT),
        new JobNote(
            "Nightly dump",
            "team-db",
            "https://runbooks.example.org/dump",
            Optional.of(JobNote.Importance.HIGH),
            Optional.of(Duration.ofMinutes(30)),
            Optional.of(Duration.ofHours(2))));
  }

  /// A job of which nothing is known yet.
  public static JobStatus status(Job job, JobHealth health) {
    return new JobStatus(
        job,
        health,
        new JobStatus.Timing(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }

  public static Alert alert(String id, Alert.State state, Instant started) {
    return new Alert(
        id,
        "group-1",
        state,
        List.of(stoppage(job("job-1"), started)),
        List.of(
            new Cause(finding("finding-1", FindingLifecycle.Status.OPEN), CauseLink.REMOVES_JOB)),
        new Alert.Times(
            started,
            started.plusSeconds(300),
            state == Alert.State.RESOLVED
                ? Optional.of(started.plusSeconds(7_200))
                : Optional.empty(),
            2),
        new Alert.Handling(
            "ana",
            "ben",
            new Snooze(started.plusSeconds(900), Snooze.Wake.NEXT_RUN, started, Severity.MAJOR),
            "eva",
            Alert.Closing.NONE),
        List.of(),
        new Assessment(
            new ChangedLines(
                List.of(new ChangedLines.Appeared("find: Permission denied", started, 4)),
                List.of(new ChangedLines.Vanished("dump: done", Duration.ofDays(1), started)),
                1,
                started.plusSeconds(300)),
            new Impact(Severity.MAJOR, List.of("12 jobs stopped")),
            new JobNote(
                "Billing dump",
                "team-payments",
                "https://runbooks.example.org/billing",
                Optional.of(JobNote.Importance.CRITICAL),
                Optional.of(Duration.ofMinutes(30)),
                Optional.empty()),
            new Surroundings(
                List.of(new Surroundings.SeenLine(started, "find: /var/log/app: No such file")),
                List.of(
                    new Surroundings.Peer(
                        "ops-2", started.plusSeconds(60), List.of("user there: app; here: root"))),
                started.minusSeconds(600))));
  }

  public static Notification notification(String id, String alert, Notification.Delivery delivery) {
    return new Notification(
        id,
        alert,
        Notification.Kind.FIRING,
        1,
        AT,
        new Message("stopped", "It stopped.", "stopped", "{}", Map.of("severity", "critical")),
        delivery);
  }
}
