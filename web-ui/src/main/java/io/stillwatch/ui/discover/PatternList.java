// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Component;
import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import java.util.Locale;

/// The patterns that the lines follow, the most frequent first; each leads to its lines.
final class PatternList {
  static final String FIELD = "log.pattern";
  static final int MOST = 100;

  private PatternList() {}

  static Component of(FieldValues patterns, DiscoverQuery query) {
    if (patterns.top().isEmpty()) {
      return Note.empty(
          "No line that was found has a pattern",
          "Patterns are derived while lines are stored, of datasets that jobs write to.");
    }
    var rows = Html.element("ul", "sw-rows");
    for (var each : patterns.top()) {
      var next = query.and(LogFilter.is(FIELD, each.value())).on(DiscoverQuery.Tab.LINES);
      double share = 100.0 * each.lines() / Math.max(1, patterns.sampled());
      var bar = Html.element("i", "");
      bar.getStyle().set("width", Math.round(share) + "%");
      rows.add(
          Html.element(
              "li",
              "",
              Html.div(
                  "sw-pattern",
                  Html.link(next.link(), Printable.lines(each.value())),
                  Html.span(
                      "sw-share", String.format(Locale.ROOT, "%,d · %.1f %%", each.lines(), share)),
                  Html.element("span", "sw-track", bar))));
    }
    return rows;
  }
}
