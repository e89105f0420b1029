// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.evidence.Host;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// All series of a class side by side, and healthy ones of the usual other classes, so that the
/// model learns from a mixed fleet.
record Fleet(PeriodClass every, List<Series> series, List<Series> background, Instant end) {
  private static final Set<PeriodClass> MIXED =
      EnumSet.of(
          PeriodClass.HOURLY,
          PeriodClass.SIX_HOURLY,
          PeriodClass.DAILY,
          PeriodClass.WEEKDAYS,
          PeriodClass.WEEKLY,
          PeriodClass.MONTHLY_FIRST,
          PeriodClass.MONTHLY_LAST);

  /// The spring change of Europe is in the tests of hourly jobs and slower ones, and so is the
  /// autumn change of Australia a week later.
  static final Instant TEST_FROM = Instant.parse("2026-03-28T00:00:00Z");

  Fleet {
    series = List.copyOf(series);
    background = List.copyOf(background);
  }

  /// Which part of the matrix is played; clean series always are.
  record Selection(Set<Fault> faults, Set<Boolean> configured, ZoneId zone) {
    static final Selection ALL =
        new Selection(EnumSet.allOf(Fault.class), Set.of(true, false), ZoneOffset.UTC);

    boolean has(SeriesSpec spec) {
      return configured.contains(spec.configured())
          && (spec.fault() == Fault.CLEAN || faults.contains(spec.fault()));
    }
  }

  static Fleet of(PeriodClass every, Selection selection, long seed) {
    var specs = specs(every).filter(selection::has).map(spec -> spec.in(selection.zone())).toList();
    var longest =
        specs.stream().map(Series::testLength).max(Duration::compareTo).orElse(every.test());
    var end = TEST_FROM.plus(longest);
    var series = specs.stream().map(spec -> Series.of(spec, TEST_FROM, end, seed)).toList();
    return new Fleet(every, series, background(every, end, seed), end);
  }

  static Stream<SeriesSpec> specs(PeriodClass every) {
    var specs = new ArrayList<SeriesSpec>();
    for (boolean configured : new boolean[] {true, false})
      for (var kind : SeriesKind.values())
        for (var fault : Fault.values())
          if (FaultMatrix.has(every, configured, kind, fault))
            specs.add(new SeriesSpec(every, configured, kind, fault));
    return specs.stream();
  }

  private static List<Series> background(PeriodClass every, Instant end, long seed) {
    var series = new ArrayList<Series>();
    for (var other : PeriodClass.values()) {
      if (other == every || !MIXED.contains(other)) continue;
      for (boolean configured : new boolean[] {true, false}) {
        if (!FaultMatrix.has(other, configured, SeriesKind.COMMAND, Fault.CLEAN)) continue;
        var spec = new SeriesSpec(other, configured, SeriesKind.COMMAND, Fault.CLEAN);
        series.add(Series.of(spec, TEST_FROM, end, seed));
      }
    }
    return series;
  }

  Stream<Series> all() {
    return Stream.concat(series.stream(), background.stream());
  }

  Instant start() {
    return all().map(one -> one.life().from()).min(Instant::compareTo).orElse(TEST_FROM);
  }

  /// The zone of each host, as an operator configures it where the host does not report it.
  Map<Host, ZoneId> zones() {
    var zones = new HashMap<Host, ZoneId>();
    all().forEach(one -> zones.put(one.spec().host(), one.rule().zone()));
    return zones;
  }
}
