// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Html;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// The fields of the lines: those that the loaded lines have come first. A field opens to its most
/// frequent values.
final class FieldList extends HtmlContainer {
  private static final int TOP = 10;

  private final transient DiscoverQuery query;
  private final transient LogFields fields;
  private final transient Set<String> available;
  private final transient Counter counter;
  private final transient Consumer<DiscoverQuery> go;
  private final HtmlContainer list = Html.div("");

  /// Counts the values of a field in the lines that were found.
  @FunctionalInterface
  interface Counter {
    FieldValues count(String field, int most) throws StoreException;
  }

  FieldList(
      DiscoverQuery query,
      LogFields fields,
      Set<String> available,
      Counter counter,
      Consumer<DiscoverQuery> go) {
    super("aside");
    this.query = query;
    this.fields = fields;
    this.available = Set.copyOf(available);
    this.counter = counter;
    this.go = go;
    addClassName("sw-field-list");
    getElement().setAttribute("aria-label", "Fields");
    var search = new TextField();
    search.setPlaceholder("Search fields");
    search.setAriaLabel("Search fields");
    search.setClearButtonVisible(true);
    search.addThemeVariants(TextFieldVariant.SMALL);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(change -> show(change.getValue()));
    add(search, list);
    show("");
  }

  private void show(String words) {
    list.removeAll();
    var wanted = words.strip().toLowerCase(Locale.ROOT);
    group("Columns", wanted, name -> query.look().columns().contains(name));
    group(
        "Available",
        wanted,
        name -> available.contains(name) && !query.look().columns().contains(name));
    group(
        "Not in these lines",
        wanted,
        name -> !available.contains(name) && !query.look().columns().contains(name));
  }

  private void group(String title, String wanted, java.util.function.Predicate<String> belongs) {
    var rows = Html.element("ul", "");
    fields
        .types()
        .forEach((name, type) -> {
          if (name.contains(wanted) && belongs.test(name)) rows.add(row(name, type));
        });
    if (rows.getChildren().findAny().isEmpty()) return;
    list.add(Html.element("h2", "", title), rows);
  }

  private Component row(String name, LogFields.Type type) {
    var details = Html.element("details", "");
    var icon = Html.span("sw-type", icon(type));
    icon.getElement().setAttribute("title", type.word()).setAttribute("aria-label", type.word());
    icon.getElement().setAttribute("role", "img");
    details.add(Html.element("summary", "", icon, Html.text(name)));
    var body = Html.div("sw-values");
    details.add(body);
    details
        .getElement()
        .addEventListener(
            "toggle",
            event -> {
              if (event.getEventData().get("element.open").asBoolean()) open(body, name, type);
            })
        .addEventData("element.open");
    return Html.element("li", "", details);
  }

  private static String icon(LogFields.Type type) {
    return switch (type) {
      case KEYWORD -> "k";
      case TEXT -> "t";
      case DATE -> "◷";
      case NUMBER -> "#";
      case ADDRESS -> "@";
      case OTHER -> "?";
    };
  }

  private void open(HtmlContainer body, String name, LogFields.Type type) {
    body.removeAll();
    boolean shown = query.look().columns().contains(name);
    body.add(
        Html.element(
            "div",
            "sw-tools",
            tool(shown ? "Remove column" : "Add column", query.toggled(name)),
            tool("Exists", query.and(LogFilter.exists(name)))));
    boolean counted = type.hasValues() && type != LogFields.Type.DATE;
    if (counted) body.add(tool("Break down", query.dividedBy(name)));
    try {
      body.add(counted ? values(name) : Html.paragraph("Its values are searched, not counted."));
    } catch (StoreException e) {
      body.add(Html.paragraph("Its values could not be counted: " + e.getMessage()));
    }
  }

  private Component values(String name) throws StoreException {
    var found = counter.count(name, TOP);
    var rows = Html.element("ol", "");
    for (var each : found.top()) rows.add(value(name, each, found));
    var note =
        found.present() == 0
            ? "No line that was found has it."
            : String.format(
                Locale.ROOT, "%,d of %,d lines counted have it.", found.present(), found.sampled());
    return Html.div("", rows, Html.element("p", "sw-muted", note));
  }

  private Component value(String name, FieldValues.Count count, FieldValues found) {
    double share = found.present() == 0 ? 0 : 100.0 * count.lines() / found.present();
    var bar = Html.element("i", "");
    bar.getStyle().set("width", Math.round(share) + "%");
    var filter = LogFilter.is(name, count.value());
    var text = Html.span("sw-value", Printable.lines(count.value()));
    text.getElement().setAttribute("title", Printable.lines(count.value()));
    return Html.element(
        "li",
        "",
        text,
        Html.span("sw-share", String.format(Locale.ROOT, "%.1f %%", share)),
        Html.element(
            "span",
            "sw-tools",
            sign("+", "Only lines with " + name + " " + count.value(), query.and(filter)),
            sign("−", "No lines with " + name + " " + count.value(), query.and(filter.inverted()))),
        Html.element("span", "sw-track", bar));
  }

  private NativeButton sign(String sign, String meaning, DiscoverQuery next) {
    var button = tool(sign, next);
    button.getElement().setAttribute("aria-label", meaning).setAttribute("title", meaning);
    return button;
  }

  private NativeButton tool(String text, DiscoverQuery next) {
    return new NativeButton(text, _ -> go.accept(next));
  }
}
