// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import java.util.Comparator;

/// The log lines of the host around the last good run.
final class EvidenceLines extends Composite<Panel> {
  private static final int LINES = 20;

  private final Panel panel;

  EvidenceLines(LogSearch search, AlertPage page, Visit visit) throws StoreException {
    var everSeen = page.alert().first().everSeen();
    var range = page.around();
    var discover = visit.during(range).link("discover", "q", page.logsQuery());
    panel =
        new Panel(
                everSeen
                    ? "Log lines around the last good run"
                    : "Log lines around the first missed run",
                Html.link(discover, "Open in Discover"))
            .flush();
    var interval = range.at(page.times().now(), page.times().zone());
    var result =
        search.search(
            new SearchRequest(page.logsQuery(), interval.from(), interval.until(), 0, LINES, 0));
    panel.with(result.hits().isEmpty() ? nothing() : lines(result, page));
  }

  @Override
  protected Panel initContent() {
    return panel;
  }

  private static Component nothing() {
    return Note.empty(
        "No log line of this host is stored for that hour",
        "Its logs may not be collected, or may be older than the retention.");
  }

  private static Component lines(SearchResult result, AlertPage page) {
    var list = Html.element("ul", "sw-lines");
    result.hits().stream()
        .sorted(Comparator.comparing(SearchResult.Hit::at))
        .forEach(hit -> list.add(line(hit, page)));
    return list;
  }

  private static Component line(SearchResult.Hit hit, AlertPage page) {
    var distance = java.time.Duration.between(hit.at(), page.evidenceAt()).abs();
    boolean good = page.alert().first().everSeen() && distance.toSeconds() <= 1;
    return Html.element(
        "li",
        good ? "sw-mark" : "",
        Html.time(page.times().stamp(hit.at()), hit.at().toString()),
        Html.span("", String.valueOf(hit.fields().getOrDefault("message", ""))));
  }
}
