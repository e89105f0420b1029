// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.feedback;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.UiPorts;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/// The rank of alerts, which is their score over the threshold that applies to their jobs, and what
/// people say of them.
///
/// What the schedule, failures or silence prove is measured by the calibrated threshold: no label
/// lowers it.
public record AlertRanks(Map<String, Double> needed, Map<String, Label> labels) {
  public static AlertRanks read(UiPorts ports, Collection<Alert> alerts) throws StoreException {
    var jobs = new LinkedHashSet<String>();
    for (var alert : alerts) {
      for (var member : alert.stoppages()) {
        if (member.origin().basis() == Basis.SEQUENCE) jobs.add(member.job().id());
      }
    }
    var needed = new HashMap<String, Double>();
    if (!jobs.isEmpty()) {
      for (var status : ports.outcomes().statuses().find(jobs))
        needed.put(status.job().id(), status.scoring().needed());
    }
    var labels = new HashMap<String, Label>();
    var subjects = alerts.stream().map(alert -> Label.Subject.alert(alert.id())).toList();
    if (!subjects.isEmpty()) {
      for (var label : ports.detecting().feedback().labels().find(subjects))
        labels.put(label.subject().id(), label);
    }
    return new AlertRanks(needed, labels);
  }

  public Optional<Label> label(Alert alert) {
    return Optional.ofNullable(labels.get(alert.id()));
  }

  public double of(Alert alert) {
    return alert.stoppages().stream().mapToDouble(this::of).max().orElse(0);
  }

  private double of(Stoppage stoppage) {
    boolean alone = stoppage.origin().basis() == Basis.SEQUENCE;
    double threshold =
        alone
            ? needed.getOrDefault(stoppage.job().id(), Anomaly.CERTAIN_SCORE)
            : Anomaly.CERTAIN_SCORE;
    return stoppage.score() / threshold;
  }

  /// The highest rank first.
  public Comparator<Alert> highestFirst() {
    return Comparator.comparingDouble((Alert alert) -> -of(alert))
        .thenComparing(alert -> alert.times().startedAt());
  }
}
