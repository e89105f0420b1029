// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.ports.Backlog;
import io.stillwatch.ui.ports.Refused;
import io.stillwatch.ui.time.Times;

/// What lies between the sources and the index, and what the index refused.
final class BacklogPanel extends Composite<Panel> {
  private final Backlog backlog;
  private final Refused refused;
  private final Times times;

  BacklogPanel(Backlog backlog, Refused refused, Times times) {
    this.backlog = backlog;
    this.refused = refused;
    this.times = times;
  }

  @Override
  protected Panel initContent() {
    var panel = new Panel("Ingest");
    panel.with(
        new Facts()
            .with("Storing", storing())
            .with("Waiting", waiting())
            .with("Refused", refused()));
    if (refused.count() > 0) panel.with(letters());
    return panel;
  }

  private Component storing() {
    return backlog.unstored().isEmpty()
        ? Html.chip("●", "storing without delay", "ok")
        : Html.element("span", "sw-critical", backlog.unstored());
  }

  private String waiting() {
    if (backlog.waiting() == 0) return "nothing in the spool";
    var documents =
        backlog.waiting() == 1
            ? "one document in the spool"
            : "up to " + backlog.waiting() + " documents in the spool";
    return backlog.paused().isEmpty()
        ? documents
        : documents + ". " + backlog.paused() + " Sources that go through it are paused.";
  }

  private String refused() {
    return refused.count() == 0
        ? "no document"
        : refused.count() + " documents, kept as dead letters until they are replayed or discarded";
  }

  private Component letters() {
    var list = Html.element("ul", "sw-losses");
    for (var letter : refused.newest())
      list.add(
          Html.element(
              "li",
              "",
              Html.div(
                  "sw-loss",
                  Html.time(times.minute(letter.at()), times.stamp(letter.at())),
                  Html.span("sw-age", "number " + letter.number()),
                  Html.element("p", "", letter.reason()),
                  Html.span("sw-mono", letter.index()))));
    var how =
        Html.element(
            "p",
            "sw-muted",
            Html.text("See one, fix what it names, send it again: "),
            Html.element("code", "", "./stillwatch deadletters show|replay|discard NUMBER"));
    return Html.div("sw-stack sw-tight", list, how);
  }
}
