// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.notification.Notification;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;

/// The steps that mend it, with commands to copy. Stillwatch runs none of them.
final class WhatToDo extends Composite<Panel> {
  private final transient AlertPage page;

  WhatToDo(AlertPage page) {
    this.page = page;
  }

  @Override
  protected Panel initContent() {
    var steps = Html.element("ol", "sw-todo");
    page.steps().forEach(step -> steps.add(item(step)));
    return new Panel("What to do").with(steps);
  }

  private static Component item(AlertPage.Step step) {
    var item = Html.element("li", "", Html.span("", step.text()));
    if (step.command().isEmpty()) return item;
    var code = Html.element("pre", "sw-code", step.command());
    code.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "Command");
    var copy =
        Html.button(
            "Copy", () -> Notification.show("Copied.", 2_000, Notification.Position.BOTTOM_CENTER));
    // in the browser, as part of the click: the clipboard asks for a gesture
    copy.getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText($0))",
            step.command());
    item.add(Html.div("sw-copy", code, copy));
    return item;
  }
}
