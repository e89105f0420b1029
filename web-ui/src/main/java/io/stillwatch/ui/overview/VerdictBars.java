// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.ui.chart.Series;
import io.stillwatch.ui.lanes.Cells.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
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
    COLOURS.put(Kind.LATE, "minor");
    COLOURS.put(Kind.OVERRUN, "warning");
    COLOURS.put(Kind.UNKNOWN, "unknown");
    COLOURS.put(Kind.LEARNING, "low");
    COLOURS.put(Kind.ON_TIME, "ok");
  }

  static VerdictBars of(Collection<List<JudgedRun>> verdicts, Interval range, ZoneId zone) {
    var byHour = Duration.between(range.from(), range.until()).compareTo(LONGEST_BY_HOUR) <= 0;
    Map<Kind, Map<Instant, Integer>> counts = new EnumMap<>(Kind.class);
    for (var ofJob : verdicts) {
      for (var run : ofJob) {
        if (!range.contains(run.due())) continue;
        counts
            .computeIfAbsent(Kind.of(run.verdict()), _ -> new TreeMap<>())
            .merge(start(run.due(), byHour, zone), 1, Integer::sum);
      }
    }
    var starts = new TreeSet<Instant>();
    counts.values().forEach(each -> starts.addAll(each.keySet()));
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
      Kind kind, String colour, Map<Instant, Integer> counts, Set<Instant> starts) {
    var points = new ArrayList<Series.Point>();
    starts.forEach(at -> points.add(new Series.Point(at, counts.getOrDefault(at, 0))));
    return new Series(word(kind), colour, points);
  }

  static String word(Kind kind) {
    return Character.toUpperCase(kind.word().charAt(0)) + kind.word().substring(1);
  }

  private static Instant start(Instant due, boolean byHour, ZoneId zone) {
    var local = due.atZone(zone);
    return byHour
        ? local.withMinute(0).withSecond(0).withNano(0).toInstant()
        : local.toLocalDate().atStartOfDay(zone).toInstant();
  }
}
