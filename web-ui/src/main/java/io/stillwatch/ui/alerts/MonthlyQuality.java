// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.fleet.AlertQuality.Month;
import io.stillwatch.core.job.Durations;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.ports.AlertQualityReport;

/// How many alerts of each month were real, by what people said of them, and how soon they came.
final class MonthlyQuality extends Composite<Panel> {
  private final transient AlertQualityReport report;

  MonthlyQuality(AlertQualityReport report) {
    this.report = report;
  }

  @Override
  protected Panel initContent() {
    var panel = new Panel("By month");
    panel.setVisible(!report.months().isEmpty());
    var facts = new Facts();
    for (var month : report.months())
      facts.with(month.month().toString(), words(month, report.isCut(month)));
    return panel.with(facts, note());
  }

  private static Component note() {
    return Html.element(
        "p",
        "sw-muted",
        "Precision is the share of real alerts among those of which somebody said anything. The"
            + " delay is from the first run that was missed to the alert. Months are those of UTC;"
            + " the figures are a few minutes old at most.");
  }

  private static String words(Month month, boolean cut) {
    var delay =
        month.delays().isEmpty()
            ? ""
            : " · delay "
                + Durations.words(month.delay(0.5))
                + ", nine of ten within "
                + Durations.words(month.delay(0.9));
    var alerts = month.alerts() + (month.alerts() == 1 ? " alert" : " alerts");
    return (cut ? "The newest " + alerts + " only" : alerts) + said(month) + delay;
  }

  private static String said(Month month) {
    if (month.precision().isEmpty()) return ", none labelled";
    return ", "
        + month.labelled()
        + " labelled: precision "
        + Math.round(100 * month.precision().getAsDouble())
        + " %, "
        + month.said(Says.FALSE_ALARM)
        + " false, "
        + month.said(Says.EXPECTED)
        + " expected, "
        + month.said(Says.WRONG_CAUSE)
        + " with a wrong cause";
  }
}
