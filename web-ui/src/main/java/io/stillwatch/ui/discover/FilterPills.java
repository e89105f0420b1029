// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.NativeButton;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Html;
import java.util.function.Consumer;

/// The filters beside the query. Each is a group of buttons: pin, switch off and on, invert, edit,
/// take away.
final class FilterPills {
  private final DiscoverQuery query;
  private final Consumer<DiscoverQuery> go;

  FilterPills(DiscoverQuery query, Consumer<DiscoverQuery> go) {
    this.query = query;
    this.go = go;
  }

  Component draw(FilterDialog dialog) {
    var pills = Html.div("sw-pills");
    pills.getElement().setAttribute("role", "group").setAttribute("aria-label", "Filters");
    for (var filter : query.filters()) pills.add(pill(filter, dialog));
    pills.add(Html.button("Add filter", () -> dialog.open(filter -> go.accept(query.and(filter)))));
    return pills;
  }

  private HtmlContainer pill(LogFilter filter, FilterDialog dialog) {
    var words = Printable.lines(filter.inWords());
    var pill = Html.div(filter.enabled() ? "sw-pill" : "sw-pill sw-off");
    if (filter.pinned()) pill.addClassName("sw-pinned");
    pill.getElement().setAttribute("role", "group").setAttribute("aria-label", words);
    pill.add(
        Html.element("span", "sw-pill-text", Html.text(words)),
        action(
            "⚲",
            filter.pinned() ? "Unpin" : "Pin: keep it in every search and view",
            query.replacing(filter, filter.withPinned(!filter.pinned()))),
        action(
            filter.enabled() ? "◉" : "○",
            filter.enabled() ? "Switch off" : "Switch on",
            query.replacing(filter, filter.switched())),
        action(
            "≠",
            filter.negated() ? "Include" : "Exclude",
            query.replacing(filter, filter.inverted())),
        button(
            "✎",
            "Edit",
            () ->
                dialog.open(
                    filter,
                    other ->
                        go.accept(query.replacing(filter, other.withPinned(filter.pinned()))))),
        action("×", "Remove", query.without(filter)));
    return pill;
  }

  private NativeButton action(String sign, String meaning, DiscoverQuery next) {
    return button(sign, meaning, () -> go.accept(next));
  }

  private static NativeButton button(String sign, String meaning, Runnable action) {
    var button = new NativeButton(sign, _ -> action.run());
    button.getElement().setAttribute("aria-label", meaning).setAttribute("title", meaning);
    return button;
  }
}
