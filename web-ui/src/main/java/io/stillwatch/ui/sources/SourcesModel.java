// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sources of the page, worst first, each with what is known of it.
record SourcesModel(List<Row> rows, Map<Sight, Integer> counts) {
  private static final Gaps.Sum NO_GAPS = new Gaps.Sum(new SourceId("none"), 0, 0);

  /// `remedies` are of the open findings about the source.
  record Row(SourceState state, Sight sight, Gaps.Sum gaps, List<Remedy> remedies) {}

  /// What a finding says and what mends it.
  record Remedy(String title, String whatToDo) {}

  static SourcesModel of(
      List<SourceState> states,
      List<Finding> findings,
      Gaps.Report gaps,
      Times times,
      Duration behindAfter) {
    var sums = new HashMap<SourceId, Gaps.Sum>();
    gaps.sources().forEach(sum -> sums.put(sum.source(), sum));
    var rows =
        states.stream()
            .map(state ->
                new Row(
                    state,
                    sight(state, times, behindAfter),
                    sums.getOrDefault(state.source(), NO_GAPS),
                    remedies(state, findings)))
            .sorted(
                Comparator.comparing(Row::sight).thenComparing(row -> row.state().source().value()))
            .toList();
    var counts = new EnumMap<Sight, Integer>(Sight.class);
    rows.forEach(row -> counts.merge(row.sight(), 1, Integer::sum));
    return new SourcesModel(rows, counts);
  }

  private static Sight sight(SourceState state, Times times, Duration behindAfter) {
    if (state.blind()) return Sight.BLIND;
    if (!Times.known(state.completeUntil())) return Sight.STARTING;
    // a configuration is complete as of its last change
    var late = state.completeUntil().isBefore(times.now().minus(behindAfter));
    return late && state.reports() != SourceState.Reports.CONFIGURATION
        ? Sight.BEHIND
        : Sight.UP_TO_DATE;
  }

  private static List<Remedy> remedies(SourceState state, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.open() && finding.place().path().equals(state.source().value()))
        .map(finding -> new Remedy(finding.explanation().title(), finding.explanation().remedy()))
        .toList();
  }

  int count(Sight sight) {
    return counts.getOrDefault(sight, 0);
  }

  List<Row> rows(Optional<Sight> wanted) {
    return rows.stream().filter(row -> wanted.isEmpty() || wanted.get() == row.sight()).toList();
  }
}
