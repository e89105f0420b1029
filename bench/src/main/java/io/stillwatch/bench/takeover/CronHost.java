// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.core.job.Interval;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A host whose crontab starts jobs every minute, and whose lines are numbered: the process id of a
/// line is its number.
final class CronHost {
  private final String name;
  private final int jobs;
  private final Map<String, Interval> stopped = new ConcurrentHashMap<>();
  private int lines;

  CronHost(String name, int jobs) {
    this.name = name;
    this.jobs = jobs;
  }

  /// One line, and when it was written.
  record Line(int number, String text) {}

  String name() {
    return name;
  }

  static String command(int job) {
    return String.format(Locale.ROOT, "/opt/jobs/job-%03d", job);
  }

  /// The command is not started within that time of the evidence.
  void stop(String command, Interval during) {
    stopped.put(command, during);
  }

  int issued() {
    return lines;
  }

  /// What the host writes in the second that begins at `at`.
  List<Line> second(Instant at) {
    var written = new ArrayList<Line>();
    int second = at.atOffset(java.time.ZoneOffset.UTC).getSecond();
    if (second % 5 == 0) written.add(line(at, "app", "served a request"));
    if (second != 1) return written;
    for (int job = 0; job < jobs; job++) {
      var stop = stopped.get(command(job));
      if (stop != null && stop.contains(at)) continue;
      written.add(line(at, "CRON", "(root) CMD (" + command(job) + ")"));
    }
    return written;
  }

  private Line line(Instant at, String program, String message) {
    int number = ++lines;
    return new Line(
        number,
        at.truncatedTo(ChronoUnit.SECONDS)
            + " "
            + name
            + " "
            + program
            + "["
            + number
            + "]: "
            + message);
  }

  /// The crontab as a line of `/ingest/snapshot`.
  String snapshot(Instant at) {
    var crontab = new StringBuilder();
    for (int job = 0; job < jobs; job++)
      crontab.append("* * * * * root ").append(command(job)).append('\n');
    var json = JsonNodeFactory.instance.objectNode().put("kind", "config");
    json.put("@timestamp", at.toString()).putObject("host").put("name", name);
    var table = json.putArray("tables").addObject();
    table.put("path", "/etc/crontab").put("text", crontab.toString());
    return json + "\n";
  }
}
