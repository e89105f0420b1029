// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.core.alert.Cause;
import io.stillwatch.core.alert.CauseSearch;
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
                  searched(CauseSearch.of(page.alert()))
                      + " The log lines around the first miss are the next place to look."));
    }
    if (page.alert().cause().isEmpty())
      panel.with(Html.paragraph(CauseSearch.of(page.alert()).words()));
    causes.forEach(cause -> panel.with(finding(cause)));
    return panel;
  }

  private Component finding(Cause cause) {
    var finding = cause.finding();
    var card =
        Html.div(
            "sw-finding",
            Html.div(
                "sw-line",
                Html.element("strong", "", cause.title()),
                badge(cause),
                Html.span("sw-muted", finding.rule())),
            Html.span("sw-place", finding.place().toString()),
            FindingCode.of(finding));
    card.add(Html.paragraph(AlertWords.link(cause.link())));
    return card;
  }

  /// What only changed beside is not given a certainty, which would be read as that of a cause.
  private static Component badge(Cause cause) {
    return cause.link().explains()
        ? Html.span("sw-badge sw-" + colour(cause), cause.confidence().word())
        : Html.span("sw-badge sw-low", "changed before");
  }

  private static String searched(CauseSearch search) {
    var checked =
        search.checked().isEmpty() ? "" : "Checked: " + String.join("; ", search.checked()) + ".";
    var not =
        search.notChecked().isEmpty()
            ? ""
            : " Not checked: " + String.join("; ", search.notChecked()) + ".";
    return (checked + not).strip();
  }

  private static String colour(Cause cause) {
    return switch (cause.confidence()) {
      case CERTAIN -> "critical";
      case LIKELY -> "major";
      case POSSIBLE -> "low";
    };
  }
}
