// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/// The records or lines that were found, fetched page by page as they are scrolled to: as text with
/// host, dataset and level, or in the columns that were chosen.
final class HitGrid extends Composite<HtmlContainer> {
  private static final String TIME = "@timestamp";
  private static final int RECORDS = 50;
  private static final String LINE =
      """
      <div class="sw-hit"><time title="${item.iso}">${item.time}</time><span class="sw-host">${item.host}</span>\
      <span class="sw-set sw-muted">${item.dataset}</span><span class="sw-text">\
      <span class="sw-chip sw-level sw-${item.colour}" ?hidden="${!item.level}">\
      <span class="sw-shape" aria-hidden="true">${item.shape}</span>${item.level}</span>\
      <button class="sw-unfold" ?hidden="${!item.more}" aria-label="Show or hide all ${item.more} lines"\
       @click="${event => { event.preventDefault(); event.stopPropagation(); unfold(); }}">${item.more} lines</button>\
      ${item.message}</span></div>
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

  private Grid<FoundRecord> grid() {
    var grid = new Grid<FoundRecord>();
    grid.addClassName("sw-hits");
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.getElement().setAttribute("aria-label", "Lines that were found");
    fill(grid);
    grid.addItemClickListener(click -> chosen.accept(click.getItem().first()));
    grid.setSelectionMode(Grid.SelectionMode.SINGLE);
    grid.addSelectionListener(
        selection -> selection.getFirstSelectedItem().map(FoundRecord::first).ifPresent(chosen));
    return grid;
  }

  /// How many lines there are is known; how many records shows as they are read.
  private void fill(Grid<FoundRecord> grid) {
    if (query.look().tab() == DiscoverQuery.Tab.LINES) {
      grid.setPageSize(SearchPages.PAGE);
      grid.setItems(
          request ->
              read(() -> singly(pages.page(request.getOffset(), request.getLimit()))).stream(),
          _ -> pages.reachable());
      return;
    }
    var records = new RecordPages(pages::page, pages.reachable());
    grid.setPageSize(RECORDS);
    grid.setItems(
        request -> read(() -> records.page(request.getOffset(), request.getLimit())).stream());
    grid.setItemDetailsRenderer(new ComponentRenderer<>(HitGrid::unfolded));
    grid.setDetailsVisibleOnClick(false);
  }

  private static List<FoundRecord> singly(List<Hit> hits) {
    return hits.stream().map(hit -> new FoundRecord(List.of(hit))).toList();
  }

  private static HtmlContainer unfolded(FoundRecord found) {
    return Html.element("pre", "sw-record", Printable.lines(found.message("\n")));
  }

  private void lines(Grid<FoundRecord> grid) {
    grid.addColumn(
            LitRenderer.<FoundRecord>of(LINE)
                .withProperty("time", found -> query.visit().times().stamp(found.first().at()))
                .withProperty("iso", found -> found.first().at().toString())
                .withProperty("host", found -> text(found.first(), "host.name"))
                .withProperty("dataset", found -> text(found.first(), "event.dataset"))
                .withProperty("level", found -> Printable.lines(LogLevel.word(found.first())))
                .withProperty("shape", found -> level(found).shape())
                .withProperty("colour", found -> level(found).colour())
                .withProperty("more", HitGrid::more)
                .withProperty("message", found -> Printable.lines(found.message(" ↵ ")))
                .withFunction(
                    "unfold",
                    found -> grid.setDetailsVisible(found, !grid.isDetailsVisible(found))))
        .setFlexGrow(1);
  }

  private static LogLevel level(FoundRecord found) {
    return LogLevel.of(LogLevel.word(found.first()));
  }

  private static String more(FoundRecord found) {
    return found.lines().size() == 1 ? "" : Integer.toString(found.lines().size());
  }

  private void columns(Grid<FoundRecord> grid) {
    grid.addColumn(found -> query.visit().times().stamp(found.first().at()))
        .setHeader(sorter("Time", TIME))
        .setResizable(true)
        .setWidth("170px")
        .setFlexGrow(0);
    for (var name : query.look().columns()) {
      boolean wide = name.equals("message") || name.equals("log.pattern");
      grid.addColumn(found -> cell(found, name))
          .setHeader(heading(name))
          .setTooltipGenerator(found -> cell(found, name))
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

  private static String cell(FoundRecord found, String name) {
    return name.equals("message")
        ? Printable.lines(found.message(" ↵ "))
        : text(found.first(), name);
  }

  /// Reads a page of the list.
  @FunctionalInterface
  private interface Page {
    List<FoundRecord> read() throws StoreException;
  }

  private static List<FoundRecord> read(Page page) {
    try {
      return page.read();
    } catch (StoreException e) {
      throw new UncheckedIOException(
          new IOException("Further lines could not be read: " + e.getMessage(), e));
    }
  }

  private static String text(Hit hit, String field) {
    var value = hit.fields().getOrDefault(field, "");
    return Printable.lines(
        value instanceof List<?> list
            ? String.join(", ", list.stream().map(String::valueOf).toList())
            : String.valueOf(value));
  }
}
