// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.NativeButton;
import java.util.ArrayList;
import java.util.List;

/// Several views of the same thing, of which one is shown.
///
/// Not Vaadin's tab sheet: its list of tabs holds children that screen readers do not expect there.
public final class TabBox extends HtmlContainer implements Lasting {
  private final HtmlContainer tabs = Html.div("sw-tabs");
  private final List<NativeButton> buttons = new ArrayList<>();
  private final List<HtmlContainer> panels = new ArrayList<>();

  public TabBox(String label) {
    super("div");
    addClassName("sw-tab-box");
    tabs.getElement().setAttribute("role", "tablist").setAttribute("aria-label", label);
    super.add(tabs);
  }

  public TabBox with(String name, Component content) {
    int index = buttons.size();
    var button = new NativeButton(name, _ -> choose(index));
    button.getElement().setAttribute("role", "tab");
    var panel = Html.div("sw-tab-panel", content);
    panel.getElement().setAttribute("role", "tabpanel").setAttribute("aria-label", name);
    buttons.add(button);
    panels.add(panel);
    tabs.add(button);
    super.add(panel);
    choose(0);
    return this;
  }

  /// The chosen tab stays chosen.
  @Override
  public boolean become(Component newer) {
    if (!(newer instanceof TabBox other) || !names().equals(other.names())) return false;
    for (int i = 0; i < panels.size(); i++) {
      panels.get(i).removeAll();
      panels.get(i).add(other.panels.get(i).getChildren().toList());
    }
    return true;
  }

  private List<String> names() {
    return buttons.stream().map(NativeButton::getText).toList();
  }

  void choose(int chosen) {
    for (int i = 0; i < buttons.size(); i++) {
      buttons.get(i).getElement().setAttribute("aria-selected", Boolean.toString(i == chosen));
      panels.get(i).setVisible(i == chosen);
    }
  }
}
