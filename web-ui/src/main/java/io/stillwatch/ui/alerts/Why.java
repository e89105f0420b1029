// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.ui.findings.FindingCode;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.Panel;

/// The findings that explain the alert, each with the exact line and where in it the fault is.
final class Why extends Composite<Panel> {
  private final transient AlertPage page;

  Why(AlertPage page) {
    this.page = page;
  }

  @Override
  protected Panel initContent() {
    var panel = new Panel("Why");
    var causes = page.alert().causes();
    if (causes.isEmpty()) {
      return panel
          .flush()
          .with(
              Note.empty(
                  "No configuration cause found",
                  "No open finding names this job, its file or what drives it. The log lines around the"
                      + " last good run are the next place to look."));
    }
    causes.forEach(cause -> panel.with(finding(cause)));
    return panel;
  }

  private Component finding(Cause cause) {
    var finding = cause.finding();
    var explanation = finding.explanation();
    var card =
        Html.div(
            "sw-finding",
            Html.div(
                "sw-line",
                Html.element("strong", "", explanation.title()),
                Html.span("sw-badge sw-" + colour(cause), finding.confidence().word()),
                Html.span("sw-muted", finding.rule() + " · " + finding.id())),
            Html.span("sw-place", finding.place().toString()),
            FindingCode.of(finding));
    card.add(Html.paragraph(cause.link().words()));
    return card;
  }

  private static String colour(Cause cause) {
    return switch (cause.finding().confidence()) {
      case CERTAIN -> "critical";
      case LIKELY -> "major";
      case POSSIBLE -> "low";
    };
  }
}
