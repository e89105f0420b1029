// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One replay: which alerts it raised, and in what they are not as the label says.
record ReplayRow(String folder, List<RaisedAlert> alerts, List<String> problems) {
  ReplayRow {
    alerts = List.copyOf(alerts);
    problems = List.copyOf(problems);
  }

  static ReplayRow of(LabelledEvidence labelled, List<RaisedAlert> alerts) {
    return new ReplayRow(labelled.name(), alerts, labelled.label().problems(alerts));
  }

  boolean right() {
    return problems.isEmpty();
  }

  String cause() {
    return first().map(RaisedAlert::cause).filter(rule -> !rule.isEmpty()).orElse("-");
  }

  String detectedAt() {
    return first().map(alert -> alert.times().detectedAt()).map(Instant::toString).orElse("-");
  }

  private Optional<RaisedAlert> first() {
    return alerts.stream().findFirst();
  }
}
