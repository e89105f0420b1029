// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;

/// Links that narrow or order a list; the chosen one says so.
public final class Choice {
  private Choice() {}

  /// Choices of one kind, named for screen readers.
  public static HtmlContainer group(String label) {
    var group = Html.div("sw-filter");
    group.getElement().setAttribute("role", "group").setAttribute("aria-label", label);
    return group;
  }

  public static HtmlContainer of(String word, String href, boolean chosen) {
    return marked(Html.link(href, word), chosen);
  }

  /// A choice with how many it leaves.
  public static HtmlContainer of(String word, long count, String href, boolean chosen) {
    return counted(Html.text(word), count, href, chosen);
  }

  /// A choice by state, with its shape and colour; it pales where there is none.
  public static HtmlContainer of(HtmlContainer chip, long count, String href, boolean chosen) {
    var link = counted(chip, count, href, chosen);
    if (count == 0) link.addClassName("sw-none");
    return link;
  }

  private static HtmlContainer counted(Component what, long count, String href, boolean chosen) {
    var number = Html.element("b", "", Long.toString(count));
    return marked(Html.link(href, "", what, number), chosen);
  }

  private static HtmlContainer marked(HtmlContainer link, boolean chosen) {
    if (chosen) link.getElement().setAttribute("aria-current", "true");
    return link;
  }
}
