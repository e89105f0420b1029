// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.fleet.AlertQuality;
import io.stillwatch.core.fleet.AlertQuality.Month;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.ports.UiPorts;
import java.time.Duration;
import java.util.List;

/// How many alerts of each month were real, by what people said of them, and how soon they came.
final class MonthlyQuality extends Composite<Panel> {
  private static final Duration SHOWN = Duration.ofDays(184);
  private static final int MOST_ALERTS = 5_000;

  private final transient List<Month> months;

  private MonthlyQuality(List<Month> months) {
    this.months = months;
  }

  static MonthlyQuality read(UiPorts ports) throws StoreException {
    var now = ports.clock().instant();
    var alerts = ports.alerts().between(now.minus(SHOWN), now, MOST_ALERTS);
    var subjects = alerts.stream().map(alert -> Subject.alert(alert.id())).toList();
    var said = ports.detecting().feedback().labels().find(subjects);
    return new MonthlyQuality(AlertQuality.of(alerts, said));
  }

  @Override
  protected Panel initContent() {
    var panel = new Panel("By month");
    panel.setVisible(!months.isEmpty());
    var facts = new Facts();
    months.forEach(month -> facts.with(month.month().toString(), words(month)));
    return panel.with(facts, note());
  }

  private static Component note() {
    return Html.element(
        "p",
        "sw-muted",
        "Precision is the share of real alerts among those of which somebody said anything. The"
            + " delay is from the first run that was missed to the alert.");
  }

  private static String words(Month month) {
    var delay =
        month.delays().isEmpty()
            ? ""
            : " · delay "
                + Durations.words(month.delay(0.5))
                + ", nine of ten within "
                + Durations.words(month.delay(0.9));
    return month.alerts() + (month.alerts() == 1 ? " alert" : " alerts") + said(month) + delay;
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
