// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;

/// Patterns of log lines of the host that appeared or vanished about when the job stopped; hidden
/// if none is known.
final class LinesThatChanged extends Composite<Panel> {
  private final transient AlertPage page;
  private final transient Visit visit;

  LinesThatChanged(AlertPage page, Visit visit) {
    this.page = page;
    this.visit = visit;
  }

  @Override
  protected Panel initContent() {
    var panel = new Panel("Lines that changed");
    var changes = page.lineChanges();
    panel.setVisible(!changes.isEmpty());
    panel.with(
        Html.paragraph(
            "On this host, about when the job stopped: a hint at the cause, not a known one."));
    changes.forEach(change -> panel.with(line(change)));
    return panel;
  }

  private Component line(AlertPage.Change change) {
    var discover = visit.during(change.range()).link("discover", "q", change.query());
    return Html.div(
        "sw-finding",
        Html.div(
            "sw-line",
            Html.span("sw-badge sw-low", change.kind()),
            Html.span("", change.words()),
            Html.link(discover, "Open in Discover")),
        Html.element("code", "sw-mono", change.pattern()));
  }
}
