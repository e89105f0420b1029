// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.finding.Finding;
import java.time.Instant;
import java.util.List;

/// All that alerting decides on, at one instant: what is silent, what will be, what came back, what
/// nothing is expected of any more, what we found.
public record Situation(
    List<Stoppage> stoppages,
    List<Stoppage> predicted,
    List<Recovery> recoveries,
    List<Closure> closures,
    List<Finding> findings,
    Instant at) {
  /// Nothing is predicted, nothing is closed.
  public Situation(
      List<Stoppage> stoppages, List<Recovery> recoveries, List<Finding> findings, Instant at) {
    this(stoppages, List.of(), recoveries, List.of(), findings, at);
  }

  public Situation {
    predicted = List.copyOf(predicted);
    stoppages = List.copyOf(stoppages);
    recoveries = List.copyOf(recoveries);
    closures = List.copyOf(closures);
    findings = List.copyOf(findings);
  }
}
