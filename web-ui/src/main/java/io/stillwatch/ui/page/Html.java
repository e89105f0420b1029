// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import io.stillwatch.core.text.Printable;

/// Plain HTML elements with the classes of our style sheet; hidden characters of texts are shown.
public final class Html {
  private Html() {}

  public static HtmlContainer element(String tag, String classes, Component... children) {
    var element = new HtmlContainer(tag);
    if (!classes.isEmpty()) element.getElement().setAttribute("class", classes);
    element.add(children);
    return element;
  }

  /// Text whose hidden characters are shown.
  public static Text text(String text) {
    return new Text(Printable.lines(text));
  }

  public static HtmlContainer element(String tag, String classes, String text) {
    return element(tag, classes, text(text));
  }

  public static HtmlContainer div(String classes, Component... children) {
    return element("div", classes, children);
  }

  public static HtmlContainer span(String classes, String text) {
    return element("span", classes, text);
  }

  public static HtmlContainer paragraph(String text) {
    return element("p", "", text);
  }

  public static HtmlContainer link(String href, String classes, Component... children) {
    var link = element("a", classes, children);
    link.getElement().setAttribute("href", href);
    return link;
  }

  public static HtmlContainer link(String href, String text) {
    return link(href, "", text(text));
  }

  /// A relative time with the absolute one behind it.
  public static HtmlContainer time(String shown, String absolute) {
    var time = element("time", "", shown);
    time.getElement().setAttribute("title", absolute);
    return time;
  }

  /// A word with its shape, coloured; screen readers get the word.
  public static HtmlContainer chip(String shape, String word, String colour) {
    var mark = span("sw-shape", shape);
    mark.getElement().setAttribute("aria-hidden", "true");
    return element("span", "sw-chip sw-" + colour, mark, new Text(word));
  }

  /// The button of the thing that most people come for.
  public static Button mainButton(String text, Runnable action) {
    var button = button(text, action);
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }

  /// A small button that does something at once.
  public static Button button(String text, Runnable action) {
    var button = new Button(text, _ -> action.run());
    button.addThemeVariants(ButtonVariant.SMALL);
    return button;
  }
}
