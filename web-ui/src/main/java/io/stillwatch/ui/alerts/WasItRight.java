// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Stoppage;
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
import java.util.List;
import java.util.Locale;

/// Whether the alert was right, and what it takes for the autoencoder to decide alone.
final class WasItRight extends Composite<Panel> {
  private final Panel panel;

  private WasItRight(Panel panel) {
    this.panel = panel;
  }

  static WasItRight of(UiPorts ports, AlertPage page, Runnable changed) throws StoreException {
    var alert = page.alert();
    var subject = Subject.alert(alert.id());
    var ranks = AlertRanks.read(ports, List.of(alert));
    var labelling =
        new Labelling(ports.detecting().feedback().labels(), ports.alerts(), ports.outcomes());
    var scored = labelling.scored(subject).orElse(List.of());
    var facts = new Facts();
    facts.with("Rank", String.format(Locale.ROOT, "%.2f × its threshold", ranks.of(alert)));
    for (var member : alert.stoppages()) {
      if (member.origin().basis() == Basis.SEQUENCE) thresholds(facts, ports, member, scored);
    }
    boolean alone =
        alert.stoppages().stream().anyMatch(one -> one.origin().basis() == Basis.SEQUENCE);
    if (alone) {
      int budget = ports.detecting().feedback().alertsPerMonth();
      facts.with("Budget", budget + " alerts a month of the autoencoder alone");
    }
    var label = ranks.label(alert);
    var panel = new Panel("Was it right?").with(facts);
    if (!alone) {
      panel.with(
          Html.element(
              "p",
              "sw-muted",
              "Schedule and evidence decided: a label is kept, and moves no threshold."));
    }
    return new WasItRight(panel.with(LabelBox.withNote(ports, subject, label, changed)));
  }

  private static void thresholds(
      Facts facts, UiPorts ports, Stoppage member, List<Scored> scored) throws StoreException {
    var thresholds = JobThresholds.read(ports, member.job());
    for (var one : scored) {
      if (!one.job().equals(member.job().id())) continue;
      facts.with(
          "Decides alone",
          thresholds.words(one.symptom()) + "; here " + Math.round(one.score()));
    }
  }

  @Override
  protected Panel initContent() {
    return panel;
  }
}
