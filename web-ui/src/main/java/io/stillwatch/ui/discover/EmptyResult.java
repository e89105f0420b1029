// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.Component;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.time.TimeRange;

/// Nothing was found, or nothing was searched: why, and the next step.
record EmptyResult(LogSearch search, DiscoverQuery query, KqlQuery parsed) {
  static Component unread() {
    return Html.div(
        "sw-panel",
        Note.empty(
            "Nothing was searched",
            "Conditions are field : value, joined by and, or, not. A value of several words is put in"
                + " double quotes, for instance message : \"rotating log\".",
            Html.link("discover", "Show all lines")));
  }

  Component draw() throws StoreException {
    var visit = query.visit();
    var longer = TimeRange.Quick.QUARTER.range();
    boolean everything = query.kql().isEmpty() && query.filters().isEmpty();
    var note =
        Note.empty(
            "No line matches",
            everything
                ? "Nothing was collected in this time range."
                : "The query was understood, and no line of this time range fits it.");
    var steps = Html.div("sw-actions");
    if (!visit.range().equals(longer)) {
      var interval = longer.at(visit.times().now(), visit.times().zone());
      var wider = new SearchPages(search, parsed, interval, query.look());
      if (wider.first().total() > 0)
        steps.add(
            Html.link(
                query.during(longer).link(), "Search the last 90 days (" + wider.total() + ")"));
    }
    if (everything) steps.add(Html.link(visit.link("sources"), "Sources"));
    if (!query.kql().isEmpty()) steps.add(Html.link(query.with("").link(), "Clear the query"));
    for (var filter : query.filters()) {
      if (filter.enabled())
        steps.add(
            Html.link(query.without(filter).link(), "Without the filter " + filter.inWords()));
    }
    note.add(steps);
    return Html.div("sw-panel", note);
  }
}
