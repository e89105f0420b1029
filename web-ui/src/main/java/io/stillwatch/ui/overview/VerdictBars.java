// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import io.stillwatch.core.store.VerdictStore.Bucket;
import io.stillwatch.ui.chart.Series;
import io.stillwatch.ui.lanes.Cells.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How many runs of each verdict were due in each hour or day of a range.
record VerdictBars(List<Series> series, Duration bar, Interval range) {
  private static final Duration LONGEST_BY_HOUR = Duration.ofHours(49);
  private static final Map<Kind, String> COLOURS = new LinkedHashMap<>();

  static {
    COLOURS.put(Kind.MISSED, "critical");
    COLOURS.put(Kind.FAILED, "major");
    COLOURS.put(Kind.OVERRUN, "warning");
    COLOURS.put(Kind.TOO_SHORT, "accent");
    COLOURS.put(Kind.LATE, "minor");
    COLOURS.put(Kind.UNKNOWN, "unknown");
    COLOURS.put(Kind.LEARNING, "low");
    COLOURS.put(Kind.ON_TIME, "ok");
  }

  /// Whole hours of a short range, whole days of a long one.
  static VerdictBars read(VerdictStore verdicts, Interval range, ZoneId zone)
      throws StoreException {
    var byHour = byHour(range);
    var from = start(range.from(), byHour, zone);
    return of(verdicts.histogram(from, range.until(), bucket(range, zone)), range, zone);
  }

  /// A day has 23 or 25 hours when the clock changes, so its bar is then a sum of hours.
  private static Duration bucket(Interval range, ZoneId zone) {
    var change = zone.getRules().nextTransition(range.from().minus(Duration.ofDays(1)));
    boolean fixed = change == null || change.getInstant().isAfter(range.until());
    return fixed && !byHour(range) ? Duration.ofDays(1) : Duration.ofHours(1);
  }

  private static boolean byHour(Interval range) {
    return Duration.between(range.from(), range.until()).compareTo(LONGEST_BY_HOUR) <= 0;
  }

  static VerdictBars of(List<Bucket> buckets, Interval range, ZoneId zone) {
    var byHour = byHour(range);
    Map<Kind, Map<Instant, Long>> counts = new EnumMap<>(Kind.class);
    var starts = new TreeSet<Instant>();
    for (var bucket : buckets) {
      var start = start(bucket.from(), byHour, zone);
      bucket
          .counts()
          .forEach((word, count) -> {
            var kind = Kind.ofWord(word);
            if (kind.isEmpty() || count == 0) return;
            starts.add(start);
            counts.computeIfAbsent(kind.get(), _ -> new TreeMap<>()).merge(start, count, Long::sum);
          });
    }
    var series = new ArrayList<Series>();
    COLOURS.forEach((kind, colour) -> {
      if (counts.containsKey(kind)) series.add(series(kind, colour, counts.get(kind), starts));
    });
    var bar = byHour ? Duration.ofHours(1) : Duration.ofDays(1);
    var end = start(range.until(), byHour, zone).plus(bar);
    return new VerdictBars(series, bar, new Interval(start(range.from(), byHour, zone), end));
  }

  /// Every series has a point at every start: bars are stacked by position.
  private static Series series(
      Kind kind, String colour, Map<Instant, Long> counts, Set<Instant> starts) {
    var points = new ArrayList<Series.Point>();
    starts.forEach(at -> points.add(new Series.Point(at, counts.getOrDefault(at, 0L))));
    return new Series(word(kind), colour, points);
  }

  private static String word(Kind kind) {
    return Character.toUpperCase(kind.word().charAt(0)) + kind.word().substring(1);
  }

  private static Instant start(Instant due, boolean byHour, ZoneId zone) {
    var local = due.atZone(zone);
    return byHour
        ? local.withMinute(0).withSecond(0).withNano(0).toInstant()
        : local.toLocalDate().atStartOfDay(zone).toInstant();
  }
}
