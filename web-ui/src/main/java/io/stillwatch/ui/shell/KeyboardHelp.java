// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dialog.Dialog;
import io.stillwatch.ui.page.Html;

/// The keyboard shortcuts, and the list of them that `?` opens. They do nothing while a field has
/// the focus.
@JavaScript("context://sw/sw-keys.js")
final class KeyboardHelp extends HtmlContainer {
  private static final String[][] SHORTCUTS = {
    {"?", "This list"},
    {"/", "To the query of Discover"},
    {"g o", "Overview"},
    {"g t", "Timelines"},
    {"g a", "Alerts"},
    {"g n", "Anomalies"},
    {"g f", "Findings"},
    {"g d", "Discover"},
    {"g s", "Sources"},
    {"g m", "Detector"},
    {"g x", "Admin"},
    {"e", "Acknowledge the open alert"},
    {"↑ ↓ Enter", "Through suggestions and lines"},
    {"← → Enter", "Through the runs of a lane"},
    {"Esc", "Close what is open"},
  };

  KeyboardHelp() {
    super("sw-keys");
    getElement().addEventListener("sw-help", _ -> open());
  }

  private void open() {
    var dialog = new Dialog("Keyboard shortcuts");
    dialog.add(list());
    dialog.getFooter().add(Html.button("Close", dialog::close));
    dialog.open();
  }

  private static Component list() {
    var list = Html.element("dl", "sw-facts");
    for (var each : SHORTCUTS) {
      list.add(
          Html.element("dt", "", Html.element("kbd", "", each[0])),
          Html.element("dd", "", each[1]));
    }
    return list;
  }
}
