// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static java.time.ZoneOffset.UTC;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The listings of the logs of a series, at regular instants.
final class SeriesListings {
  private static final DateTimeFormatter RDS_STAMP =
      DateTimeFormatter.ofPattern(".yyyy-MM-dd-HH").withZone(UTC);
  private static final List<String> LOGS = List.of("access", "error", "audit");
  private static final int KEPT = 4;
  private static final long PHASE_SECONDS = 180; // after the hour, so that a new file is seen soon

  private final Series series;
  private final SourceId source;
  private final LogVolumes volumes;

  SeriesListings(Series series, SourceId source) {
    this.series = series;
    this.source = source;
    this.volumes = new LogVolumes(series.timeline().runs(), series.spec().every().period());
  }

  static Duration every(SeriesSpec spec) {
    if (spec.every() == PeriodClass.HOURLY) return Duration.ofMinutes(10);
    if (spec.kind() == SeriesKind.FAMILY) return Duration.ofMinutes(30);
    return Duration.ofHours(spec.every().monthly() ? 3 : 1);
  }

  static List<String> paths() {
    return LOGS.stream().map(log -> "/var/log/shop/" + log + ".log").toList();
  }

  /// The listings from an instant on and before another; none after the test.
  void addTo(List<Evidence> evidence, Instant from, Instant until) {
    if (series.spec().kind().isCommand()) return;
    long step = every(series.spec()).toSeconds();
    long first = Math.ceilDiv(from.getEpochSecond() - PHASE_SECONDS, step) * step + PHASE_SECONDS;
    long end = Math.min(until.getEpochSecond(), series.test().until().getEpochSecond());
    for (long at = first; at < end; at += step) evidence.add(listing(Instant.ofEpochSecond(at)));
  }

  private Listing listing(Instant at) {
    var files = new ArrayList<LogFile>();
    Map<String, Instant> rotatedAt = new HashMap<>();
    boolean rds = series.spec().kind() == SeriesKind.FAMILY;
    for (int log = 0; log < LogVolumes.LOGS; log++) {
      var parts = volumes.parts(log, at, KEPT);
      if (rds) addFamily(files, "error/" + LOGS.get(log) + ".log", parts);
      else addLog(files, paths().get(log), parts);
    }
    int last = volumes.lastRun(at);
    if (!rds && last >= 0)
      for (var path : paths()) rotatedAt.put(path, series.timeline().runs().get(last).at());
    var host = series.spec().host();
    var id = host.name() + "/listing/" + at.getEpochSecond();
    return new Listing(id, source, host, at, files, rotatedAt);
  }

  private static void addLog(List<LogFile> files, String path, List<LogVolumes.Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      var name = i == 0 ? path : path + "." + i;
      files.add(new LogFile(name, parts.get(i).bytes(), parts.get(i).ended()));
    }
  }

  private static void addFamily(List<LogFile> files, String family, List<LogVolumes.Part> parts) {
    for (var part : parts)
      files.add(new LogFile(family + RDS_STAMP.format(part.begun()), part.bytes(), part.ended()));
  }
}
