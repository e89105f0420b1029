// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sources of the page, worst first, each with what is known of it.
record SourcesModel(List<Row> rows, Map<SourceHealth, Integer> counts) {
  /// What is seen of a source; `completeUntil` is a minute, and the remedies are those of the open
  /// findings about it.
  record Row(
      SourceId source,
      Host host,
      Reports reports,
      Instant completeUntil,
      String problem,
      SourceHealth health,
      Gaps.Sum gaps,
      List<Remedy> remedies) {}

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
                    state.source(),
                    state.host(),
                    state.reports(),
                    minute(state.completeUntil()),
                    state.problem(),
                    health(state, times, behindAfter),
                    sums.getOrDefault(state.source(), new Gaps.Sum(state.source(), 0, 0)),
                    remedies(state, findings)))
            .sorted(Comparator.comparing(Row::health).thenComparing(row -> row.source().value()))
            .toList();
    var counts = new EnumMap<SourceHealth, Integer>(SourceHealth.class);
    rows.forEach(row -> counts.merge(row.health(), 1, Integer::sum));
    return new SourcesModel(rows, counts);
  }

  private static Instant minute(Instant at) {
    return Times.known(at) ? at.truncatedTo(ChronoUnit.MINUTES) : at;
  }

  /// Behind is who has not come to the end of its log for long, not whose log is quiet: an S3
  /// prefix or a host that pushes is complete up to its newest line.
  private static SourceHealth health(SourceState state, Times times, Duration behindAfter) {
    if (state.blind()) return SourceHealth.BLIND;
    if (!Times.known(state.completeUntil())) return SourceHealth.STARTING;
    boolean late = state.polledAt().isBefore(times.now().minus(behindAfter));
    // a configuration is read rarely
    return late && state.reports() != Reports.CONFIGURATION
        ? SourceHealth.BEHIND
        : SourceHealth.UP_TO_DATE;
  }

  private static List<Remedy> remedies(SourceState state, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.open() && finding.place().path().equals(state.source().value()))
        .map(finding -> new Remedy(finding.explanation().title(), finding.explanation().remedy()))
        .toList();
  }

  int count(SourceHealth health) {
    return counts.getOrDefault(health, 0);
  }

  List<Row> rows(Optional<SourceHealth> wanted) {
    return rows.stream().filter(row -> wanted.isEmpty() || wanted.get() == row.health()).toList();
  }
}
