// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.ui.chart.Marks;
import io.stillwatch.ui.ports.UiPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What happened beside the lines in the range of a histogram: alerts that began, configuration
/// that changed, and where lines were lost.
record HistogramMarks(UiPorts ports, Interval range) {
  /// One sign, because marks can be close to each other; the note below the chart explains them.
  static final String ALERT = "▲";

  static final String CHANGE = "✎";
  static final String LOST = "⊘";
  private static final int MOST = 20;
  private static final int FINDINGS = 200;

  /// Findings about a change of configuration, not about what it says.
  private static final String CHANGES = "DR";

  /// What the signs in a histogram mean, as far as they are there.
  static String legend(Marks marks) {
    var signs = marks.lines().stream().map(Marks.Line::word).collect(Collectors.toSet());
    var words = new StringBuilder("A pale bar is not complete yet. ");
    if (signs.contains(ALERT)) words.append(ALERT).append(" an alert began. ");
    if (signs.contains(CHANGE)) words.append(CHANGE).append(" configuration changed. ");
    if (!marks.areas().isEmpty()) words.append(LOST).append(" lines were lost. ");
    return words.toString();
  }

  /// The lines are what people came for: without the store's other answers there are no marks.
  Marks read(Duration bar) {
    try {
      var lines = new ArrayList<Marks.Line>();
      for (var alert : ports.alerts().between(range.from(), range.until(), MOST))
        line(alert.times().startedAt(), ALERT, "critical").ifPresent(lines::add);
      for (var change : changes()) line(change, CHANGE, "planned").ifPresent(lines::add);
      return new Marks(lines, gaps(bar), List.of());
    } catch (StoreException e) {
      return Marks.NONE;
    }
  }

  private Optional<Marks.Line> line(Instant at, String word, String colour) {
    return range.contains(at) ? Optional.of(new Marks.Line(at, word, colour)) : Optional.empty();
  }

  /// Several findings of one change are one mark.
  private List<Instant> changes() throws StoreException {
    var page = ports.findings().page(FindingFilter.ALL, FindingStore.Page.START, FINDINGS);
    return page.findings().stream()
        .map(Versioned::value)
        .filter(finding -> finding.rule().startsWith(CHANGES))
        .map(Finding::life)
        .map(life -> life.firstSeen())
        .filter(range::contains)
        .distinct()
        .limit(MOST)
        .toList();
  }

  /// A gap has no length of its own; it is as wide as its bar.
  private List<Marks.Area> gaps(Duration bar) throws StoreException {
    long millis = Math.max(1, bar.toMillis());
    var bars =
        ports.collecting().gaps().between(range.from(), range.until()).newest().stream()
            .map(gap -> Math.floorDiv(gap.at().toEpochMilli(), millis) * millis)
            .map(Instant::ofEpochMilli)
            .map(start -> new Interval(start, start.plus(bar)))
            .toList();
    return Interval.merged(bars).stream().map(gap -> new Marks.Area(gap, LOST, "unknown")).toList();
  }
}
