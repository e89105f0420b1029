// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one tick of the watch did.
public record TickReport(
    Instant at,
    int evidence,
    int runs,
    int verdicts,
    List<Finding> newFindings,
    Optional<ModelCard> trained) {
  public TickReport {
    newFindings = List.copyOf(newFindings);
  }

  public TickReport withTrained(Optional<ModelCard> model) {
    return new TickReport(at, evidence, runs, verdicts, newFindings, model);
  }
}
