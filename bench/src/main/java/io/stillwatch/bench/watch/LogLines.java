// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import java.time.Instant;
import java.util.List;

/// The system log of a server: what cron starts, and a login every hour, which goes on when cron is
/// silent.
final class LogLines {
  private static final String PATH = "/var/log/syslog";
  private static final String DATASET = "cron.syslog";
  private static final int LOGIN_MINUTE = 40;
  private static final int LINES_PER_SECOND = 1 << 14;
  private static final int FIRST_PID = 1000;
  private static final int PIDS = 4_000_000;

  private final FleetRuns runs;

  LogLines(FleetRuns runs) {
    this.runs = runs;
  }

  void addTo(List<Evidence> evidence, FleetHost host, Instant from, Instant until) {
    for (var job : host.jobs()) {
      if (job.kind() != FleetJob.Kind.COMMAND && job.kind() != FleetJob.Kind.LOGROTATE) continue;
      for (var at : runs.between(job, from, until)) evidence.add(started(host, job, at));
    }
    var login = Cadence.HOURLY.dueFrom(from, LOGIN_MINUTE);
    while (login.isBefore(until)) {
      evidence.add(login(host, login));
      login = Cadence.HOURLY.dueFrom(login.plusSeconds(1), LOGIN_MINUTE);
    }
  }

  private static LogRecord started(FleetHost host, FleetJob job, Instant at) {
    long pid = pid(at, job.index());
    return record(
        host,
        at,
        job.index(),
        "CRON[" + pid + "]: (root) CMD (" + job.subject() + ")",
        new LogEvent.RunStarted("root", job.subject(), pid));
  }

  private static LogRecord login(FleetHost host, Instant at) {
    int index = host.jobs().size();
    var text = "sshd[" + pid(at, index) + "]: Accepted publickey for ops from 10.0.0.7 port 50122";
    return record(host, at, index, text, new LogEvent.Other("sshd"));
  }

  private static LogRecord record(
      FleetHost host, Instant at, int index, String message, LogEvent event) {
    var name = host.host().name();
    return new LogRecord(
        name + "/" + index + "/" + at.getEpochSecond(),
        host.source(),
        DATASET,
        host.host(),
        at,
        new Position(PATH, name, at.getEpochSecond() * LINES_PER_SECOND + index),
        Line.of(at + " " + name + " " + message),
        event);
  }

  private static long pid(Instant at, int index) {
    return FIRST_PID + (at.getEpochSecond() / 60 + index) % PIDS;
  }
}
