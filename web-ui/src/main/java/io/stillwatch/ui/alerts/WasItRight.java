// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage.Basis;
import io.stillwatch.core.feedback.Label.Scored;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.store.Labelling;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.feedback.AlertRanks;
import io.stillwatch.ui.feedback.JobThresholds;
import io.stillwatch.ui.feedback.LabelBox;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.ports.UiPorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the alert was right, and what it takes for the autoencoder to decide alone.
final class WasItRight extends Composite<Panel> {
  private final Panel panel;

  private WasItRight(Panel panel) {
    this.panel = panel;
  }

  static WasItRight of(UiPorts ports, AlertPage page, Runnable changed) throws StoreException {
    var alert = page.alert();
    var subject = Subject.alert(alert.id());
    var labels = ports.detecting().feedback().labels();
    var labelling = new Labelling(labels, ports.alerts(), ports.outcomes());
    var panel = new Panel("Was it right?");
    boolean alone =
        alert.stoppages().stream().anyMatch(one -> one.origin().basis() == Basis.SEQUENCE);
    panel.with(facts(ports, alert, labelling.scored(subject).orElse(List.of()), alone));
    if (!alone) {
      panel.with(
          Html.element(
              "p",
              "sw-muted",
              "Schedule and evidence decided: a label is kept, and moves no threshold."));
    }
    return new WasItRight(
        panel.with(LabelBox.ofAlert(ports, alert, labelling.of(subject), changed)));
  }

  /// The rank by the labels that are stored now.
  private static Facts facts(UiPorts ports, Alert alert, List<Scored> scored, boolean alone)
      throws StoreException {
    var needed = new HashMap<String, Double>();
    var reasons = new ArrayList<String>();
    for (var member : alert.stoppages()) {
      if (member.origin().basis() != Basis.SEQUENCE) continue;
      var thresholds = JobThresholds.read(ports, member.job());
      for (var one : scored) {
        if (!one.job().equals(member.job().id())) continue;
        needed.merge(one.job(), thresholds.of(one.symptom()).score(), Math::min);
        reasons.add(thresholds.words(one.symptom()) + "; here " + Math.round(one.score()));
      }
    }
    double rank = new AlertRanks(needed, Map.of()).of(alert);
    var facts = new Facts();
    facts.with("Rank", String.format(Locale.ROOT, "%.2f × its threshold", rank));
    for (var reason : reasons) facts.with("Decides alone", reason);
    if (!alone) return facts;
    int budget = ports.detecting().feedback().alertsPerMonth();
    return facts.with("Budget", budget + " alerts a month of the autoencoder alone");
  }

  @Override
  protected Panel initContent() {
    return panel;
  }
}
