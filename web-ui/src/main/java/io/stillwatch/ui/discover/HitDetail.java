// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.NativeButton;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.TabBox;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// One line with all its fields, each of which narrows the search with a click.
final class HitDetail extends HtmlContainer {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final transient DiscoverQuery query;
  private final transient Runnable closed;

  HitDetail(DiscoverQuery query, Runnable closed) {
    super("aside");
    this.query = query;
    this.closed = closed;
    addClassName("sw-detail");
    getElement().setAttribute("aria-label", "The chosen line");
    setVisible(false);
  }

  void show(Hit hit) {
    removeAll();
    var fields = new TreeMap<>(hit.fields());
    var close = Html.button("Close", this::close);
    var tabs =
        new TabBox("Forms of the line").with("Table", table(fields)).with("JSON", json(fields));
    add(
        Html.div(
            "sw-panel",
            Html.div(
                "sw-panel-head",
                Html.element("h2", "", query.visit().times().stamp(hit.at())),
                Html.element("span", "sw-note", close)),
            tabs));
    setVisible(true);
  }

  private void close() {
    setVisible(false);
    closed.run();
  }

  private Component table(Map<String, Object> fields) {
    var table = Html.div("sw-fields");
    table.getElement().setAttribute("tabindex", "0");
    fields.forEach((name, value) ->
        table.add(
            Html.span("sw-name", name),
            Html.span("sw-value", String.valueOf(value)),
            value instanceof Collection<?>
                ? Html.span("", "")
                : tools(name, String.valueOf(value))));
    return table;
  }

  private Component tools(String name, String value) {
    return Html.element(
        "span",
        "sw-tools",
        tool("+", "Only lines with this " + name, query.narrowed(name, value, false)),
        tool("−", "Only lines without this " + name, query.narrowed(name, value, true)));
  }

  private Component tool(String sign, String meaning, String kql) {
    var button = new NativeButton(sign, _ -> Links.open(query.link(kql)));
    button.getElement().setAttribute("aria-label", meaning).setAttribute("title", meaning);
    return button;
  }

  private static Component json(Map<String, Object> fields) {
    var text = Html.element("pre", "sw-message", pretty(fields));
    text.getElement().setAttribute("tabindex", "0");
    return text;
  }

  private static String pretty(Map<String, Object> fields) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      return fields.toString();
    }
  }
}
