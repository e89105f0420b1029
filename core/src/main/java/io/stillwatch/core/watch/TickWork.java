// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.source.SourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is collected during one tick.
final class TickWork {
  final List<SourceState> sources;
  final Watermarks watermarks;
  final Instant now;
  final List<Anomaly> anomalies = new ArrayList<>();
  final List<ScoredHour> hours = new ArrayList<>();
  private final List<Finding> found = new ArrayList<>();
  private int runs;
  private int verdicts;

  TickWork(List<SourceState> sources, Watermarks watermarks, Instant now) {
    this.sources = sources;
    this.watermarks = watermarks;
    this.now = now;
  }

  TickWork at(Instant then) {
    return new TickWork(sources, watermarks, then);
  }

  void count(int newRuns, int newVerdicts, List<Finding> newFindings) {
    runs += newRuns;
    verdicts += newVerdicts;
    found.addAll(newFindings);
  }

  TickReport report() {
    return new TickReport(now, 0, runs, verdicts, found, Optional.empty());
  }
}
