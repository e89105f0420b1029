// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A series as a detector of time series sees it: runs and bytes in buckets of equal length, each
/// with what had arrived by its end.
record Trace(SeriesSpec spec, Interval test, List<Bucket> buckets, List<Instant> runs) {
  record Bucket(Instant until, double runs, double bytes) {}

  Trace {
    buckets = List.copyOf(buckets);
    runs = List.copyOf(runs);
  }

  static Trace of(Series series) {
    var reader = new Reader(series);
    var feed = new SeriesFeed(series);
    var length = series.spec().every().bucket();
    var end = series.test().until();
    for (var at = series.life().from().plus(length); !at.isAfter(end); at = at.plus(length))
      reader.bucket(feed.arrived(at), at);
    return new Trace(series.spec(), series.test(), reader.buckets, reader.runs);
  }

  /// The buckets before the test.
  List<Bucket> history() {
    return buckets.stream().filter(bucket -> !bucket.until().isAfter(test.from())).toList();
  }

  boolean hasBytes() {
    return !spec.kind().isCommand();
  }

  Duration bucketLength() {
    return spec.every().bucket();
  }

  /// Counts what a piece of evidence shows of the job itself; not of what else the host does.
  private static final class Reader {
    private final Set<String> commands = new HashSet<>();
    private final boolean rds;
    private final List<Bucket> buckets = new ArrayList<>();
    private final List<Instant> runs = new ArrayList<>();
    private Map<String, LogFile> active = new HashMap<>();
    private double bytes;

    Reader(Series series) {
      for (int job = 0; job < series.timeline().jobs(); job++)
        commands.add(SeriesLines.command(series.spec(), job));
      rds = series.spec().kind() == SeriesKind.FAMILY;
    }

    void bucket(List<Evidence> arrived, Instant until) {
      int before = runs.size();
      for (var one : arrived) {
        if (one instanceof Listing listing) listed(listing);
        else if (one instanceof LogRecord line
            && line.event() instanceof LogEvent.RunStarted started
            && !started.command().equals(SeriesLines.LOGROTATE)
            && commands.contains(started.command())) runs.add(line.at());
      }
      buckets.add(new Bucket(until, runs.size() - before, bytes));
    }

    private void listed(Listing listing) {
      var now = new HashMap<String, LogFile>();
      for (var file : listing.files()) {
        var log = rds ? file.path().substring(0, file.path().indexOf(".log")) : file.path();
        if (rds || file.path().endsWith(".log")) now.putIfAbsent(log, file);
      }
      now.forEach((log, file) -> {
        var old = active.get(log);
        if (old == null) return;
        boolean rotated =
            rds ? !old.path().equals(file.path()) : file.sizeBytes() < old.sizeBytes();
        if (rotated) runs.add(listing.at());
      });
      active = now;
      bytes = now.values().stream().mapToLong(LogFile::sizeBytes).sum();
    }
  }
}
