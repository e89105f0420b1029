// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;

/// A framed part of a view with a heading and, at its right, a note.
public final class Panel extends HtmlContainer {
  private final HtmlContainer body = Html.div("sw-panel-body");

  public Panel(String title, Component... note) {
    super("section");
    addClassName("sw-panel");
    getElement().setAttribute("aria-label", title);
    var head = Html.div("sw-panel-head", Html.element("h2", "", title));
    if (note.length > 0) head.add(Html.element("span", "sw-note", note));
    super.add(head, body);
  }

  /// Content that reaches the frame, such as a list with lines across.
  public Panel flush() {
    body.addClassName("sw-flush");
    return this;
  }

  public Panel with(Component... content) {
    body.add(content);
    return this;
  }
}
