// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.time.Times;
import java.util.ArrayList;
import java.util.List;

/// The lines of the same file around one, five at a time; they are read when they are first asked
/// for.
final class Surrounding extends HtmlContainer {
  private static final int STEP = 5;

  private final transient Hit line;
  private final transient Times times;
  private final transient Reader reader;
  private final transient List<Hit> before = new ArrayList<>();
  private final transient List<Hit> after = new ArrayList<>();

  /// Reads the lines before or after one.
  @FunctionalInterface
  interface Reader {
    List<Hit> around(Hit line, boolean after, int most) throws StoreException;
  }

  Surrounding(Hit line, Times times, Reader reader) {
    super("div");
    this.line = line;
    this.times = times;
    this.reader = reader;
    addClassName("sw-surrounding");
    add(
        Html.div(
            "sw-actions",
            Html.button(
                "Show five lines before and after",
                () -> {
                  load(false);
                  load(true);
                })));
  }

  private void load(boolean later) {
    try {
      var known = later ? after : before;
      var edge = known.isEmpty() ? line : later ? known.getLast() : known.getFirst();
      var more = reader.around(edge, later, STEP);
      known.addAll(later ? known.size() : 0, more);
      show(more.size() < STEP && !later, more.size() < STEP && later);
    } catch (StoreException e) {
      add(Html.paragraph("The lines around it could not be read: " + e.getMessage()));
    }
  }

  private void show(boolean first, boolean last) {
    removeAll();
    add(edge(first, "First line of the file that is stored", "Five more before", false));
    var rows = Html.element("ol", "sw-lines");
    before.forEach(each -> rows.add(row(each, false)));
    rows.add(row(line, true));
    after.forEach(each -> rows.add(row(each, false)));
    add(rows);
    add(edge(last, "Last line of the file that is stored", "Five more after", true));
  }

  private Component edge(boolean ended, String end, String more, boolean later) {
    return ended
        ? Html.element("p", "sw-muted", end)
        : Html.div("sw-actions", Html.button(more, () -> load(later)));
  }

  private Component row(Hit each, boolean chosen) {
    var row =
        Html.element(
            "li",
            chosen ? "sw-mark" : "",
            Html.time(times.stamp(each.at()), each.at().toString()),
            Html.span("", String.valueOf(each.fields().getOrDefault("message", ""))));
    if (chosen) row.getElement().setAttribute("aria-current", "true");
    return row;
  }
}
