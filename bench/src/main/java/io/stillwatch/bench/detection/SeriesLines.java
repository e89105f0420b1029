// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.bench.detection.PlannedRun.Effect;
import io.stillwatch.bench.watch.CommandNames;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;
import java.util.List;

/// The system log of the host of a series: what cron starts, what fails, what is reported of the
/// output and the end of runs, and each boot.
final class SeriesLines {
  static final String LOGROTATE = "/usr/sbin/logrotate /etc/logrotate.conf";
  private static final String PATH = "/var/log/syslog";
  private static final String DATASET = "cron.syslog";
  private static final int COMPANION = 399; // a command that differs from those of the series
  private static final int LINES_PER_SECOND = 1 << 14;
  private static final int BOOT = LINES_PER_SECOND - 1;
  private static final int FAILURE = LINES_PER_SECOND / 2;
  private static final int OUTPUT = LINES_PER_SECOND / 4;
  private static final int END = OUTPUT + LINES_PER_SECOND / 8;
  private static final double LENGTH_SECONDS = 90;
  private static final double OUTPUT_BYTES = 600;
  private static final int PIDS = 4_000_000;
  private static final int FIRST_PID = 1000;

  private final Series series;
  private final SourceId source;

  SeriesLines(Series series, SourceId source) {
    this.series = series;
    this.source = source;
  }

  static String command(SeriesSpec spec, int job) {
    return spec.kind() == SeriesKind.ROTATION ? LOGROTATE : CommandNames.command(job);
  }

  static String companionCommand(SeriesSpec spec) {
    return spec.kind() == SeriesKind.ROTATION ? LOGROTATE : CommandNames.command(COMPANION);
  }

  /// Lines written at `from` or later and before `until`, by the true time.
  void addTo(List<Evidence> evidence, Instant from, Instant until) {
    var spec = series.spec();
    if (spec.kind() == SeriesKind.FAMILY) return;
    var timeline = series.timeline();
    boolean ownLine = spec.kind().isCommand();
    if (ownLine)
      for (var run : within(timeline.runs(), from, until))
        for (int job = 0; job < timeline.jobs(); job++) addRun(evidence, run, job);
    for (var run : within(timeline.companion(), from, until))
      evidence.add(started(run.at(), COMPANION, companionCommand(spec)));
    for (var off : timeline.surroundings().off())
      if (!off.until().isBefore(from) && off.until().isBefore(until))
        evidence.add(record(off.until(), BOOT, "kernel: Linux", new LogEvent.HostBooted("kernel")));
  }

  private void addRun(List<Evidence> evidence, PlannedRun run, int job) {
    evidence.add(started(run.at(), job, command(series.spec(), job)));
    if (series.spec().kind() == SeriesKind.REPORTED) addReport(evidence, run, job);
    if (run.effect() != Effect.FAILED) return;
    long pid = pid(run.at(), job);
    var event = new LogEvent.RunFailed("exit status 1", pid);
    var text = "CRON[" + pid + "]: (root) FAILED (exit status 1)";
    evidence.add(record(run.at().plusSeconds(2), FAILURE + job, text, event));
  }

  /// As cronie logs it: output and end come from the process that started the command.
  private void addReport(List<Evidence> evidence, PlannedRun run, int job) {
    long parent = pid(run.at(), job) - 1;
    var end = run.at().plusSeconds(seconds(run.work()));
    long bytes = Math.round(OUTPUT_BYTES * run.work().output());
    if (bytes > 0) {
      var text = "x".repeat((int) bytes);
      var said = "CROND[" + parent + "]: (root) CMDOUT (" + text + ")";
      evidence.add(record(end, OUTPUT + job, said, new LogEvent.RunOutput("root", text, parent)));
    }
    var command = command(series.spec(), job);
    var said = "CROND[" + parent + "]: (root) CMDEND (" + command + ")";
    evidence.add(record(end, END + job, said, new LogEvent.RunEnded("root", command, parent)));
  }

  /// A minute and a half; less of jobs that run more often than every quarter of an hour.
  private long seconds(Work work) {
    double usual = Math.min(LENGTH_SECONDS, series.spec().every().period().toSeconds() / 10.0);
    return Math.round(usual * work.length());
  }

  private LogRecord started(Instant at, int job, String command) {
    long pid = pid(at, job);
    var text = "CRON[" + pid + "]: (root) CMD (" + command + ")";
    return record(at, job, text, new LogEvent.RunStarted("root", command, pid));
  }

  private LogRecord record(Instant at, int index, String message, LogEvent event) {
    var host = series.spec().host();
    var stamp = series.timeline().surroundings().stamp(at);
    return new LogRecord(
        host.name() + "/" + index + "/" + at.getEpochSecond(),
        source,
        DATASET,
        host,
        stamp,
        new Position(PATH, host.name(), at.getEpochSecond() * LINES_PER_SECOND + index),
        Line.of(stamp + " " + host.name() + " " + message),
        event);
  }

  static List<PlannedRun> within(List<PlannedRun> runs, Instant from, Instant until) {
    return runs.subList(firstFrom(runs, from), firstFrom(runs, until));
  }

  private static int firstFrom(List<PlannedRun> runs, Instant at) {
    int low = 0;
    int high = runs.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (runs.get(middle).at().isBefore(at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private static long pid(Instant at, int job) {
    return FIRST_PID + (at.getEpochSecond() + job) % PIDS;
  }
}
