// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import static java.time.ZoneOffset.UTC;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The listings of log files: of a server every hour, of an RDS instance every 15 minutes.
final class Listings {
  private static final DateTimeFormatter RDS_STAMP =
      DateTimeFormatter.ofPattern(".yyyy-MM-dd-HH").withZone(UTC);
  private static final int PHASE = 3; // minutes after the hour, so that a new file is seen soon
  private static final int BYTES_PER_SECOND = 16;
  private static final int RDS_FILES_KEPT = 4;

  private final FleetRuns runs;

  Listings(FleetRuns runs) {
    this.runs = runs;
  }

  void addTo(List<Evidence> evidence, FleetHost host, Instant from, Instant until) {
    var often = host.kind() == FleetHost.Kind.RDS ? Cadence.EVERY_15_MINUTES : Cadence.HOURLY;
    var at = often.dueFrom(from, PHASE);
    while (at.isBefore(until)) {
      evidence.add(listing(host, at));
      at = often.dueFrom(at.plusSeconds(1), PHASE);
    }
  }

  private Listing listing(FleetHost host, Instant at) {
    var files = new ArrayList<LogFile>();
    Map<String, Instant> rotatedAt = new HashMap<>();
    for (var family : host.of(FleetJob.Kind.RDS_FAMILY)) addFamily(files, family, at);
    var drivers = host.of(FleetJob.Kind.LOGROTATE);
    for (var log : host.of(FleetJob.Kind.LOG)) {
      var rotated = rotated(log, drivers.getFirst(), at);
      rotatedAt.put(log.subject(), rotated);
      addLog(files, log, rotated, at);
    }
    var id = host.host().name() + "/listing/" + at.getEpochSecond();
    return new Listing(id, host.source(), host.host(), at, files, rotatedAt);
  }

  private static void addLog(List<LogFile> files, FleetJob log, Instant rotated, Instant at) {
    long full = log.cadence().period().toSeconds() * BYTES_PER_SECOND;
    files.add(new LogFile(log.subject(), grown(rotated, at), at));
    files.add(new LogFile(log.subject() + ".1", full, rotated));
  }

  /// The newest file takes what is written; each is named after the hour in which it was begun.
  private void addFamily(List<LogFile> files, FleetJob family, Instant at) {
    var written = at;
    var begun = runs.last(family, at);
    for (int i = 0; i < RDS_FILES_KEPT; i++) {
      var path = family.subject() + RDS_STAMP.format(begun);
      files.add(new LogFile(path, grown(begun, written), written));
      written = begun;
      begun = runs.last(family, begun.minusSeconds(1));
    }
  }

  /// When logrotate last rotated a log: `daily` at each run, `weekly` at the first run of a week.
  private Instant rotated(FleetJob log, FleetJob driver, Instant at) {
    if (log.cadence() == Cadence.DAILY) return runs.last(driver, at);
    var sunday =
        LocalDate.ofInstant(at, UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    while (true) {
      var from = sunday.atStartOfDay(UTC).toInstant();
      var week = runs.between(driver, from, from.plus(Duration.ofDays(7)));
      if (!week.isEmpty() && !week.getFirst().isAfter(at)) return week.getFirst();
      sunday = sunday.minusWeeks(1);
    }
  }

  private static long grown(Instant from, Instant until) {
    return Duration.between(from, until).toSeconds() * BYTES_PER_SECOND;
  }
}
