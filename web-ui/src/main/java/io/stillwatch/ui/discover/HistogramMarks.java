// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Marks;
import io.stillwatch.ui.ports.UiPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What happened beside the lines in the range of a histogram: alerts that began, configuration
/// that changed, and where lines were lost.
record HistogramMarks(UiPorts ports, Interval range) {
  /// One sign, because marks can be close to each other; the note below the chart explains them.
  static final String ALERT = "▲";

  static final String CHANGE = "✎";
  static final String LOST = "⊘";
  private static final int MOST = 20;
  private static final int PAGE = 500;

  /// Pages of findings that are read; the findings of a rule have no order by time.
  private static final int MOST_PAGES = 20;

  /// The rule about changes of configuration, which says nothing of what was written.
  private static final FindingFilter CHANGES = new FindingFilter(Optional.empty(), "DR01", "");

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
      for (var change : changes(ports.findings(), range))
        line(change, CHANGE, "planned").ifPresent(lines::add);
      return new Marks(lines, gaps(bar), List.of());
    } catch (StoreException e) {
      return Marks.NONE;
    }
  }

  private Optional<Marks.Line> line(Instant at, String word, String colour) {
    return range.contains(at) ? Optional.of(new Marks.Line(at, word, colour)) : Optional.empty();
  }

  /// Several findings of one change are one mark; the newest changes are marked.
  static List<Instant> changes(FindingStore findings, Interval range) throws StoreException {
    var changes = new TreeSet<Instant>();
    var after = FindingStore.Page.START;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      var page = findings.page(CHANGES, after, PAGE);
      for (var finding : page.findings()) {
        var at = finding.value().life().firstSeen();
        if (range.contains(at)) changes.add(at);
      }
      after = page.next();
      if (after.isEmpty()) break;
    }
    return changes.descendingSet().stream().limit(MOST).toList();
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
