// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.words.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The lines that were found, fetched page by page as they are scrolled to: as text with host and
/// dataset, or in the columns that were chosen.
final class HitGrid extends Composite<HtmlContainer> {
  private static final String TIME = "@timestamp";
  private static final String LINE =
      """
      <div class="sw-hit"><time title="${item.iso}">${item.time}</time><span class="sw-host">${item.host}</span>\
      <span class="sw-set sw-muted">${item.dataset}</span><span class="sw-text">${item.message}</span></div>
      """;

  private final transient SearchPages pages;
  private final transient DiscoverQuery query;
  private final transient LogFields fields;
  private final transient Consumer<Hit> chosen;

  HitGrid(SearchPages pages, DiscoverQuery query, LogFields fields, Consumer<Hit> chosen) {
    this.pages = pages;
    this.query = query;
    this.fields = fields;
    this.chosen = chosen;
  }

  @Override
  protected HtmlContainer initContent() {
    var grid = grid();
    if (!query.look().columns().isEmpty()) {
      columns(grid);
      return Html.div("", grid);
    }
    lines(grid);
    return Html.div("", head(), grid);
  }

  private HtmlContainer head() {
    return Html.div(
        "sw-hit-head",
        sorter("Time", TIME),
        sorter("Host", "host.name"),
        sorter("Dataset", "event.dataset"),
        Html.span("", "Message"));
  }

  /// A heading that orders by its field where that is possible.
  private HtmlContainer sorter(String word, String field) {
    if (fields.type(field).filter(LogFields.Type::hasValues).isEmpty()) return Html.span("", word);
    var order = query.look().order();
    boolean current = order.field().equals(field);
    var arrow = current ? (order.descending() ? " ↓" : " ↑") : "";
    var link = Html.link(query.sorted(field).link(), word + arrow);
    var next = current && order.descending() ? "ascending" : "descending";
    link.getElement().setAttribute("title", "Order by " + field + ", " + next);
    return link;
  }

  private Grid<Hit> grid() {
    var grid = new Grid<Hit>();
    grid.setPageSize(SearchPages.PAGE);
    grid.addClassName("sw-hits");
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.getElement().setAttribute("aria-label", "Lines that were found");
    grid.setItems(request -> page(request.getOffset(), request.getLimit()), _ -> pages.reachable());
    grid.addItemClickListener(click -> chosen.accept(click.getItem()));
    grid.setSelectionMode(Grid.SelectionMode.SINGLE);
    grid.addSelectionListener(selection -> selection.getFirstSelectedItem().ifPresent(chosen));
    return grid;
  }

  private void lines(Grid<Hit> grid) {
    grid.addColumn(
            LitRenderer.<Hit>of(LINE)
                .withProperty("time", hit -> query.visit().times().stamp(hit.at()))
                .withProperty("iso", hit -> hit.at().toString())
                .withProperty("host", hit -> text(hit, "host.name"))
                .withProperty("dataset", hit -> text(hit, "event.dataset"))
                .withProperty("message", hit -> text(hit, "message")))
        .setFlexGrow(1);
  }

  private void columns(Grid<Hit> grid) {
    grid.addColumn(hit -> query.visit().times().stamp(hit.at()))
        .setHeader(sorter("Time", TIME))
        .setResizable(true)
        .setWidth("170px")
        .setFlexGrow(0);
    for (var name : query.look().columns()) {
      boolean wide = name.equals("message") || name.equals("log.pattern");
      grid.addColumn(hit -> text(hit, name))
          .setHeader(heading(name))
          .setTooltipGenerator(hit -> text(hit, name))
          .setResizable(true)
          .setWidth(wide ? "420px" : "160px")
          .setFlexGrow(wide ? 1 : 0);
    }
  }

  private HtmlContainer heading(String name) {
    boolean first = query.look().columns().getFirst().equals(name);
    var heading = Html.element("span", "sw-column", sorter(name, name));
    if (!first) heading.add(tool("←", "Move " + name + " to the left", query.earlier(name)));
    heading.add(tool("×", "Remove column " + name, query.toggled(name)));
    return heading;
  }

  private static NativeButton tool(String sign, String meaning, DiscoverQuery next) {
    var button = new NativeButton(sign, _ -> Links.open(next.link()));
    button.getElement().setAttribute("aria-label", meaning).setAttribute("title", meaning);
    return button;
  }

  private Stream<Hit> page(int offset, int limit) {
    try {
      return pages.page(offset, limit).stream();
    } catch (StoreException e) {
      throw new UncheckedIOException(
          new IOException(
              "The lines from " + offset + " on could not be read: " + e.getMessage(), e));
    }
  }

  private static String text(Hit hit, String field) {
    var value = hit.fields().getOrDefault(field, "");
    return Printable.of(
        value instanceof List<?> list
            ? String.join(", ", list.stream().map(String::valueOf).toList())
            : String.valueOf(value));
  }
}
