// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import static java.util.stream.Collectors.toMap;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.watch.stoppage.BlindSources.Blind;
import io.stillwatch.core.watch.stoppage.BlindSources.Kind;
import io.stillwatch.ui.time.Times;
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
      List<SourceState> states, List<Blind> blind, List<Finding> findings, Gaps.Report gaps) {
    var troubles = blind.stream().collect(toMap(one -> one.state().source(), one -> one));
    var sums = new HashMap<SourceId, Gaps.Sum>();
    gaps.sources().forEach(sum -> sums.put(sum.source(), sum));
    var rows =
        states.stream()
            .map(state -> {
              var trouble = Optional.ofNullable(troubles.get(state.source()));
              return new Row(
                  state.source(),
                  state.host(),
                  state.reports(),
                  minute(state.completeUntil()),
                  trouble.map(Blind::problem).orElse(""),
                  health(state, trouble),
                  sums.getOrDefault(state.source(), new Gaps.Sum(state.source(), 0, 0)),
                  remedies(state, findings));
            })
            .sorted(Comparator.comparing(Row::health).thenComparing(row -> row.source().value()))
            .toList();
    var counts = new EnumMap<SourceHealth, Integer>(SourceHealth.class);
    rows.forEach(row -> counts.merge(row.health(), 1, Integer::sum));
    return new SourcesModel(rows, counts);
  }

  private static Instant minute(Instant at) {
    return Times.known(at) ? at.truncatedTo(ChronoUnit.MINUTES) : at;
  }

  private static SourceHealth health(SourceState state, Optional<Blind> trouble) {
    boolean behind = trouble.filter(one -> one.kind() == Kind.BEHIND).isPresent();
    if (trouble.isPresent()) return behind ? SourceHealth.BEHIND : SourceHealth.BLIND;
    boolean known = Times.known(state.completeUntil());
    return known ? SourceHealth.UP_TO_DATE : SourceHealth.STARTING;
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
