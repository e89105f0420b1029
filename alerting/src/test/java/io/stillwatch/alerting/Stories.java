// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Closure;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Situation.Context;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.alert.Stoppage.Origin;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Confidence;
import io.stillwatch.core.finding.Explanation;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.Location;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.watch.stoppage.HostSilence;
import io.stillwatch.core.watch.stoppage.SchedulerSilence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;

/// Jobs, findings and alerts of the tests: a tools host whose crontab line rotates the logs of a
/// database.
public final class Stories {
  /// The first message does not wait for others.
  public static final AlertSettings AT_ONCE = AlertSettings.DEFAULT.withGroupWait(Duration.ZERO);

  public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  public static final Host TOOLS = Host.server("db-tools-1");
  public static final Host WEB = Host.server("web-1.prod.example.org");

  /// The first missed run; 02:00 in Berlin.
  public static final Instant MISS = Instant.parse("2026-11-13T01:00:00Z");

  public static final Instant SEEN = MISS.minus(Duration.ofDays(1)).plusSeconds(7);
  public static final String LINE = "0 2 * * * root /usr/sbin/logrotat /etc/logrotate.d/rds";
  public static final Job DRIVER = cron("cron-rds", TOOLS, "/etc/crontab", 12);
  public static final Job ERROR_LOG = rotation("rot-error", "/var/log/rds/error.log", "cron-rds");
  public static final Job SLOW_LOG = rotation("rot-slow", "/var/log/rds/slow.log", "cron-rds");

  private Stories() {}

  public static Schedule daily() {
    return every("0 2 * * *", Duration.ofDays(1));
  }

  public static Schedule every(String expression, Duration period) {
    var all = new BitSet();
    all.set(0, 60);
    var hours = new BitSet();
    if (period.toHours() < 24) hours.set(0, 24);
    else hours.set(2);
    var minutes = new BitSet();
    if (period.toMinutes() < 60) minutes.set(0, 60);
    else minutes.set(0);
    return new Schedule.Cron(
        expression, new CronFields(minutes, hours, all, all, all, true, true), BERLIN, period);
  }

  public static Job cron(String id, Host host, String path, int line) {
    return new Job(
        id,
        JobKind.SCHEDULED_COMMAND,
        "logrotate /etc/logrotate.d/rds",
        host,
        daily(),
        new Definition(path, line, "root", "/usr/sbin/logrotate /etc/logrotate.d/rds"),
        "/usr/sbin/logrotate /etc/logrotate.d/rds",
        "");
  }

  public static Job learned(String id, Host host, String command) {
    return new Job(
        id, JobKind.SCHEDULED_COMMAND, command, host, daily(), Definition.LEARNED, command, "");
  }

  public static Job rotation(String id, String log, String driver) {
    return new Job(
        id,
        JobKind.LOG_ROTATION,
        log,
        TOOLS,
        new Schedule.SinceLast(Duration.ofDays(1), "daily"),
        new Definition("/etc/logrotate.d/rds", 1, "root", "daily rotate 7"),
        log,
        driver);
  }

  public static Job with(Job job, Schedule schedule) {
    return job.withSchedule(schedule);
  }

  public static Stoppage stopped(Job job) {
    return stopped(job, 1, 60);
  }

  public static Stoppage stopped(Job job, int missed, double score) {
    return new Stoppage(job, MISS, SEEN, missed, score, Growth.UNKNOWN, List.of());
  }

  public static Stoppage since(Job job, Instant firstMissed) {
    return new Stoppage(
        job, firstMissed, firstMissed.minus(Duration.ofDays(1)), 1, 60, Growth.UNKNOWN, List.of());
  }

  /// The stoppage of a fault that is found before a run is missed.
  public static Stoppage predicted(Job job) {
    return new Stoppage(job, MISS, SEEN, 0, 50, Growth.UNKNOWN, List.of("it will not run: a typo"));
  }

  public static Situation ahead(Instant at, List<Stoppage> predicted, List<Finding> findings) {
    return new Situation(List.of(), predicted, List.of(), List.of(), Context.of(findings), at);
  }

  public static Finding typo(String... jobsLost) {
    return finding(
        "F-typo",
        Finding.Severity.ERROR,
        new Location(TOOLS, "/etc/crontab", 12, 16),
        MISS.minus(Duration.ofHours(11)),
        jobsLost);
  }

  public static Finding finding(
      String id, Finding.Severity severity, Location place, Instant firstSeen, String... jobsLost) {
    return new Finding(
        id,
        "CC01",
        severity,
        place,
        new Explanation(
            "The command /usr/sbin/logrotat does not exist",
            LINE,
            "sed -i '12s#/usr/sbin/logrotat #/usr/sbin/logrotate #' /etc/crontab",
            "/usr/sbin/logrotate"),
        List.of(jobsLost),
        Confidence.CERTAIN,
        new FindingLifecycle(firstSeen, firstSeen, FindingLifecycle.Status.OPEN));
  }

  public static Finding permission() {
    return new Finding(
        "F-permission",
        "LC31",
        Finding.Severity.WARNING,
        new Location(TOOLS, "/var/log/rds", 0, 0),
        new Explanation(
            "logrotate refuses to rotate in /var/log/rds, which all may write to",
            "drwxrwxrwx dba adm /var/log/rds",
            "chmod 0750 /var/log/rds",
            ""),
        List.of("rot-error"),
        Confidence.LIKELY,
        new FindingLifecycle(MISS.minus(Duration.ofDays(30)), MISS, FindingLifecycle.Status.OPEN));
  }

  public static Situation at(Instant at, List<Stoppage> stoppages, List<Finding> findings) {
    return new Situation(stoppages, List.of(), findings, at);
  }

  /// Jobs of open alerts that nothing is expected of any more.
  public static Situation gone(Instant at, Closure... closures) {
    return new Situation(
        List.of(), List.of(), List.of(), List.of(closures), Context.of(List.of()), at);
  }

  /// With alerts that are over: a person closed them, or their jobs ran again.
  public static Situation closed(Instant at, List<Stoppage> stoppages, Alert... earlier) {
    var context = new Context(List.of(), List.of(), List.of(earlier));
    return new Situation(stoppages, List.of(), List.of(), List.of(), context, at);
  }

  /// The cron daemon of a host, as detection reports it.
  public static Stoppage scheduler(Host host, String... reasons) {
    var job = SchedulerSilence.job(host, Duration.ofMinutes(5));
    return new Stoppage(
        job,
        MISS,
        SEEN,
        1,
        80,
        Growth.UNKNOWN,
        List.of(reasons),
        List.of(),
        new Origin(job.id(), Basis.SILENCE, 0));
  }

  /// A host that sends nothing.
  public static Stoppage silentHost(Host host, String... reasons) {
    var job = HostSilence.job(host);
    return new Stoppage(
        job,
        MISS,
        MISS,
        1,
        50,
        Growth.UNKNOWN,
        List.of(reasons),
        List.of(),
        new Origin(job.id(), Basis.SILENCE, 0));
  }

  public static Stoppage based(Basis basis, double sequence, Job job, String... reasons) {
    return new Stoppage(
        job,
        MISS,
        SEEN,
        3,
        80,
        Growth.UNKNOWN,
        List.of(reasons),
        List.of(),
        new Origin(job.group(), basis, sequence));
  }

  public static Situation back(Instant at, Recovery... recoveries) {
    return new Situation(List.of(), List.of(recoveries), List.of(), at);
  }

  /// The case study: a typo in a crontab line stopped the rotation of two logs, and below it the
  /// permissions are wrong as well.
  public static Alert caseStudy() {
    var growth = new Growth(19_542_101_196L, 2_254_857_830.0, MISS.plus(Duration.ofDays(14)));
    var now = MISS.plus(Duration.ofDays(9)).plus(Duration.ofHours(4));
    var driver =
        new Stoppage(
            DRIVER, MISS, SEEN, 10, 94, Growth.UNKNOWN, List.of("10 expected runs are missing"));
    var error = new Stoppage(ERROR_LOG, MISS, SEEN, 10, 92, growth, List.of());
    var situation =
        at(now, List.of(error, stopped(SLOW_LOG), driver), List.of(permission(), typo("cron-rds")));
    var settings = AT_ONCE.withBaseUrl("https://sw.example.org").withEnvironment("prod");
    return new AlertDecisions(settings).decide(List.of(), situation).alerts().getFirst();
  }
}
