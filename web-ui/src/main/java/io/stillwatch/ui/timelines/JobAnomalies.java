// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import com.vaadin.flow.component.Component;
import io.stillwatch.core.anomaly.Anomaly;
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
import java.util.Locale;
import java.util.Optional;

/// The anomalies of one job in the range, the highest rank first, each with its label.
final class JobAnomalies {
  private static final int MOST = 8;
  private static final double UNUSUAL = 25;

  private JobAnomalies() {}

  static Component of(UiPorts ports, JobModel model, Runnable changed) throws StoreException {
    var panel =
        new Panel("Anomalies", Html.span("", "score over what is needed, the highest first"));
    var gap = AnomalyRun.gap(model.status().job());
    var peaks =
        AnomalyRun.fold(model.anomalies(), UNUSUAL, _ -> gap).stream()
            .map(AnomalyRun::peak)
            .toList();
    if (peaks.isEmpty()) return panel.with(Html.paragraph("None scored 25 or more in this range."));
    var shown = peaks.subList(0, Math.min(MOST, peaks.size()));
    var labels = new HashMap<String, Label>();
    var subjects = shown.stream().map(one -> Subject.anomaly(one.id())).toList();
    for (var label : ports.detecting().feedback().labels().find(subjects))
      labels.put(label.subject().id(), label);
    var times = new Times(ports.clock().instant(), ports.settings().zone());
    var rows = Html.element("ul", "sw-anomalies");
    for (var one : shown) {
      var label = Optional.ofNullable(labels.get(one.id()));
      rows.add(
          Html.element(
              "li",
              "",
              Html.element("strong", "", times.minute(one.at())),
              Html.span("sw-muted", words(one, model)),
              LabelBox.ofAnomaly(ports, one.id(), label, changed)));
    }
    return panel.flush().with(rows);
  }

  /// `volume 83, rank 1.11; volume from 75, as calibrated: size: 0.02, expected 1.00`
  private static String words(Anomaly anomaly, JobModel model) {
    var found = anomaly.reconstruction();
    var symptom = found.symptom();
    var oddest =
        found.contributions().stream()
            .findFirst()
            .map(one ->
                String.format(
                    Locale.ROOT,
                    ". %s: %.2f, expected %.2f",
                    one.feature(),
                    one.observed(),
                    one.expected()))
            .orElse("");
    var alone =
        symptom.isUnseenBy(model.status().job().schedule())
            ? "the autoencoder decides alone on " + model.thresholds().words(symptom)
            : "silence is for the schedule to judge";
    return String.format(
        Locale.ROOT,
        "%s %.0f, rank %.2f; %s%s",
        symptom.name().toLowerCase(Locale.ROOT),
        anomaly.score(),
        anomaly.score() / model.thresholds().of(symptom).score(),
        alone,
        oddest);
  }
}
