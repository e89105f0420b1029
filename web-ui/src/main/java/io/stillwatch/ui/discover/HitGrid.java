// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.time.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The lines that were found, fetched page by page as they are scrolled to.
final class HitGrid extends Composite<HtmlContainer> {
  private static final String LINE =
      """
      <div class="sw-hit"><time title="${item.iso}">${item.time}</time><span class="sw-host">${item.host}</span>\
      <span class="sw-set sw-muted">${item.dataset}</span><span class="sw-text">${item.message}</span></div>
      """;

  private final transient SearchPages pages;
  private final transient Times times;
  private final transient Consumer<Hit> chosen;

  HitGrid(SearchPages pages, Times times, Consumer<Hit> chosen) {
    this.pages = pages;
    this.times = times;
    this.chosen = chosen;
  }

  @Override
  protected HtmlContainer initContent() {
    var head =
        Html.div(
            "sw-hit-head",
            Html.span("", "Time"),
            Html.span("", "Host"),
            Html.span("", "Dataset"),
            Html.span("", "Message"));
    head.getElement().setAttribute("aria-hidden", "true");
    return Html.div("", head, grid());
  }

  private Grid<Hit> grid() {
    var grid = new Grid<Hit>();
    grid.setPageSize(SearchPages.PAGE);
    grid.addClassName("sw-hits");
    grid.addThemeVariants(GridVariant.NO_BORDER);
    grid.getElement().setAttribute("aria-label", "Lines, newest first");
    grid.addColumn(
            LitRenderer.<Hit>of(LINE)
                .withProperty("time", hit -> times.stamp(hit.at()))
                .withProperty("iso", hit -> hit.at().toString())
                .withProperty("host", hit -> text(hit, "host.name"))
                .withProperty("dataset", hit -> text(hit, "event.dataset"))
                .withProperty("message", hit -> text(hit, "message")))
        .setFlexGrow(1);
    grid.setItems(query -> page(query.getOffset(), query.getLimit()), _ -> pages.reachable());
    grid.addItemClickListener(click -> chosen.accept(click.getItem()));
    grid.setSelectionMode(Grid.SelectionMode.SINGLE);
    grid.addSelectionListener(selection -> selection.getFirstSelectedItem().ifPresent(chosen));
    return grid;
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
    return String.valueOf(hit.fields().getOrDefault(field, ""));
  }
}
