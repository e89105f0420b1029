// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import com.vaadin.flow.component.Component;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.anomalies.AnomalyRun;
import io.stillwatch.ui.feedback.LabelBox;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.Times;
import java.util.HashMap;
import java.util.Optional;

/// The anomalies of one job in the range, the highest rank first, each with its label.
final class JobAnomalies {
  private static final int MOST = 8;
  private static final double UNUSUAL = 25;

  private JobAnomalies() {}

  static Component of(UiPorts ports, JobModel model, Runnable changed) throws StoreException {
    var panel = new Panel("Anomalies", Html.span("", "highest first"));
    var gap = AnomalyRun.gap(model.status().job());
    var runs = AnomalyRun.fold(model.anomalies(), UNUSUAL, _ -> gap);
    if (runs.isEmpty()) return panel.with(Html.paragraph("None scored 25 or more in this range."));
    var shown = runs.subList(0, Math.min(MOST, runs.size()));
    var labels = new HashMap<String, Label>();
    var subjects = shown.stream().map(run -> Subject.anomaly(run.peak().id())).toList();
    for (var label : ports.detecting().feedback().labels().find(subjects))
      labels.put(label.subject().id(), label);
    var times = new Times(ports.clock().instant(), ports.settings().zone());
    var rows = Html.element("ul", "sw-anomalies");
    for (var run : shown) {
      var one = run.peak();
      var label = Optional.ofNullable(labels.get(one.id()));
      rows.add(
          Html.element(
              "li",
              "",
              Html.element("strong", "", times.minute(one.at())),
              Html.span("sw-muted", words(run, model)),
              LabelBox.ofAnomaly(ports, one.id(), label, changed)));
    }
    return panel.flush().with(rows);
  }

  /// Why it is unusual, and what it takes to raise an alert.
  private static String words(AnomalyRun run, JobModel model) {
    var symptom = run.peak().reconstruction().symptom();
    var alone =
        symptom.isUnseenBy(model.status().job().schedule())
            ? "The autoencoder alone raises an alert on " + model.thresholds().words(symptom) + "."
            : "Alerts about silence come from the schedule.";
    return run.why() + " " + alone;
  }
}
