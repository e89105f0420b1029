// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.html.NativeButton;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.TabBox;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One line below the others, with all its fields and its neighbours in the file. It stays open
/// while filters change, and has an address of its own.
final class LineDrawer extends HtmlContainer {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final transient Surrounding.Reader neighbours;
  private final transient Optional<Consumer<Hit>> original;
  private transient @Nullable DiscoverQuery query;
  private transient @Nullable Hit line;
  private transient Consumer<Optional<LineId>> moved = _ -> {};
  private transient Stepping stepping = (_, _) -> Optional.empty();

  /// The line before or after one in the list.
  @FunctionalInterface
  interface Stepping {
    Optional<Hit> from(Hit line, int step);
  }

  /// `original` shows a line as it was written; empty where that is not permitted.
  LineDrawer(Surrounding.Reader neighbours, Optional<Consumer<Hit>> original) {
    super("aside");
    this.neighbours = neighbours;
    this.original = original;
    addClassName("sw-detail");
    getElement().setAttribute("aria-label", "The chosen line").setAttribute("tabindex", "-1");
    setVisible(false);
    Shortcuts.addShortcutListener(this, this::close, Key.ESCAPE).listenOn(this);
  }

  /// Which search the drawer belongs to from now on; `moved` learns which line is open.
  void follow(DiscoverQuery newQuery, Consumer<Optional<LineId>> tell, Stepping steps) {
    query = newQuery;
    moved = tell;
    stepping = steps;
    if (line != null) draw(line, newQuery);
  }

  Optional<LineId> shown() {
    return Optional.ofNullable(line).map(LineId::of);
  }

  void show(Hit chosen) {
    line = chosen;
    if (query != null) draw(chosen, query);
    setVisible(true);
    moved.accept(Optional.of(LineId.of(chosen)));
  }

  void close() {
    line = null;
    setVisible(false);
    removeAll();
    moved.accept(Optional.empty());
  }

  private void draw(Hit chosen, DiscoverQuery search) {
    removeAll();
    var fields = new TreeMap<>(chosen.fields());
    var times = search.visit().times();
    var link = Html.link(search.link(Optional.of(LineId.of(chosen))), "Link to this line");
    var note =
        Html.element(
            "span",
            "sw-note sw-actions",
            link,
            step("Newer", chosen, -1),
            step("Older", chosen, 1));
    original.ifPresent(
        show -> note.add(Html.button("Show the original line", () -> show.accept(chosen))));
    note.add(Html.button("Close", this::close));
    var tabs =
        new TabBox("Forms of the line")
            .with("Table", table(fields, search))
            .with("JSON", json(fields))
            .with("Surrounding lines", new Surrounding(chosen, times, neighbours));
    add(
        Html.div(
            "sw-panel",
            Html.div("sw-panel-head", Html.element("h2", "", times.stamp(chosen.at())), note),
            tabs));
  }

  private Component step(String word, Hit from, int step) {
    var next = stepping.from(from, step);
    var button = Html.button(word, () -> next.ifPresent(this::show));
    button.setEnabled(next.isPresent());
    return button;
  }

  private static Component table(Map<String, Object> fields, DiscoverQuery search) {
    var table = Html.div("sw-fields");
    table.getElement().setAttribute("tabindex", "0");
    fields.forEach((name, value) ->
        table.add(
            Html.span("sw-name", name),
            Html.span("sw-value", Printable.lines(String.valueOf(value))),
            tools(name, value, search)));
    return table;
  }

  private static Component tools(String name, Object value, DiscoverQuery search) {
    var text = String.valueOf(value);
    var tools = Html.element("span", "sw-tools");
    if (!(value instanceof Collection<?>)) {
      var filter = LogFilter.is(name, text);
      tools.add(
          go("+", "Only lines with this " + name, search.and(filter)),
          go("−", "Only lines without this " + name, search.and(filter.inverted())));
    }
    boolean column = search.look().columns().contains(name);
    tools.add(
        go(
            column ? "−column" : "+column",
            (column ? "Remove column " : "Add column ") + name,
            search.toggled(name)),
        copy(name, text));
    return tools;
  }

  private static NativeButton go(String sign, String meaning, DiscoverQuery next) {
    var button = new NativeButton(sign, _ -> Links.open(next.link()));
    button.getElement().setAttribute("aria-label", meaning).setAttribute("title", meaning);
    return button;
  }

  private static NativeButton copy(String name, String text) {
    var button = new NativeButton("copy");
    var meaning = "Copy the value of " + name;
    button.getElement().setAttribute("aria-label", meaning).setAttribute("title", meaning);
    button.getElement().setProperty("text", text);
    button
        .getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText(this.text))");
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

  /// Lines in the order of the list, to step through.
  static Stepping within(List<Hit> lines) {
    return (line, step) -> {
      for (int i = 0; i < lines.size(); i++) {
        if (!LineId.of(lines.get(i)).equals(LineId.of(line))) continue;
        int next = i + step;
        return next < 0 || next >= lines.size() ? Optional.empty() : Optional.of(lines.get(next));
      }
      return Optional.empty();
    };
  }
}
