// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the address searches for and how it is shown: all that a link, a reload or another browser
/// needs.
record DiscoverQuery(String kql, List<LogFilter> filters, Look look, Visit visit) {
  static final String PATH = "discover";

  /// How what was found is shown. Without columns a line is shown as host, dataset and message.
  record Look(List<String> columns, SearchRequest.Order order, String breakdown, Tab tab) {
    Look {
      columns = List.copyOf(columns);
    }
  }

  /// Records with their lines folded, single lines, or the patterns that they follow.
  enum Tab {
    RECORDS("", "Records"),
    LINES("lines", "Lines"),
    PATTERNS("patterns", "Patterns");

    private final String token;
    private final String word;

    Tab(String token, String word) {
      this.token = token;
      this.word = word;
    }

    static Tab of(String token) {
      for (var each : values()) if (each.token.equals(token)) return each;
      return RECORDS;
    }

    String word() {
      return word;
    }
  }

  DiscoverQuery {
    filters = List.copyOf(filters);
  }

  static DiscoverQuery of(Visit visit) {
    var filters =
        visit.parameters().getOrDefault(Visit.FILTER, List.of()).stream()
            .flatMap(token -> LogFilter.parse(token).stream())
            .distinct()
            .toList();
    var columns =
        Arrays.stream(visit.parameter("cols").split(",", -1)).filter(name -> !name.isEmpty());
    var look =
        new Look(
            columns.distinct().toList(),
            order(visit.parameter("sort")),
            visit.parameter("by"),
            Tab.of(visit.parameter("tab")));
    return new DiscoverQuery(visit.parameter("q").strip(), filters, look, visit);
  }

  private static SearchRequest.Order order(String text) {
    if (text.isEmpty()) return SearchRequest.Order.NEWEST;
    boolean descending = text.startsWith("-");
    return new SearchRequest.Order(descending ? text.substring(1) : text, descending);
  }

  /// What is searched: the text as it parses, narrowed by the filters; throws [KqlException] where
  /// the text does not parse.
  KqlQuery parsed(LogFields fields) {
    return LogFilter.narrowed(KqlQuery.parse(kql, fields), filters);
  }

  /// The query with a mark below the column at which it went wrong.
  String marked(KqlException error) {
    int column = Math.clamp(error.column(), 1, kql.length() + 1);
    return kql + "\n" + " ".repeat(column - 1) + "^";
  }

  DiscoverQuery with(String otherKql) {
    return new DiscoverQuery(otherKql, filters, look, visit);
  }

  DiscoverQuery with(Look other) {
    return new DiscoverQuery(kql, filters, other, visit);
  }

  /// The newest filter counts if the same was there before, switched off or negated; it stays
  /// pinned.
  DiscoverQuery and(LogFilter filter) {
    var others = new ArrayList<LogFilter>();
    boolean pinned = filter.pinned();
    for (var each : filters) {
      boolean same =
          each.field().equals(filter.field())
              && each.verb() == filter.verb()
              && each.values().equals(filter.values());
      if (same) pinned |= each.pinned();
      else others.add(each);
    }
    others.add(filter.withPinned(pinned));
    return withFilters(others);
  }

  DiscoverQuery without(LogFilter filter) {
    return withFilters(filters.stream().filter(each -> !each.equals(filter)).toList());
  }

  DiscoverQuery replacing(LogFilter filter, LogFilter other) {
    return withFilters(filters.stream().map(each -> each.equals(filter) ? other : each).toList());
  }

  private DiscoverQuery withFilters(List<LogFilter> others) {
    return new DiscoverQuery(kql, others, look, visit);
  }

  DiscoverQuery withColumns(List<String> columns) {
    return with(new Look(columns, look.order(), look.breakdown(), look.tab()));
  }

  /// Shows a field as a column, or no more.
  DiscoverQuery toggled(String column) {
    var columns = new ArrayList<>(look.columns());
    if (!columns.remove(column)) columns.add(column);
    return with(new Look(columns, look.order(), look.breakdown(), look.tab()));
  }

  /// One column further to the left.
  DiscoverQuery earlier(String column) {
    var columns = new ArrayList<>(look.columns());
    int at = columns.indexOf(column);
    if (at > 0) columns.add(at - 1, columns.remove(at));
    return with(new Look(columns, look.order(), look.breakdown(), look.tab()));
  }

  /// Orders by a field; a second time the other way round.
  DiscoverQuery sorted(String field) {
    var order = look.order();
    boolean descending = !order.field().equals(field) || !order.descending();
    return with(
        new Look(
            look.columns(),
            new SearchRequest.Order(field, descending),
            look.breakdown(),
            look.tab()));
  }

  DiscoverQuery dividedBy(String field) {
    return with(new Look(look.columns(), look.order(), field, look.tab()));
  }

  DiscoverQuery during(TimeRange range) {
    return new DiscoverQuery(kql, filters, look, visit.during(range));
  }

  DiscoverQuery on(Tab tab) {
    return with(new Look(look.columns(), look.order(), look.breakdown(), tab));
  }

  /// The address of this search, and of one of its lines.
  String link(Optional<LineId> line) {
    var all = parameters();
    line.ifPresent(one -> all.addAll(List.of("doc", one.token())));
    return Links.to(PATH, visit.range(), all.toArray(String[]::new));
  }

  /// The parameters of the address for a saved view; a range comes first, where there is one.
  String saved(boolean ranged) {
    var range = new ArrayList<String>();
    if (ranged)
      visit.range().parameters().forEach((name, value) -> range.addAll(List.of(name, value)));
    range.addAll(parameters());
    var address = Links.to("", TimeRange.DEFAULT, range.toArray(String[]::new));
    return address.startsWith("?") ? address.substring(1) : address;
  }

  String link() {
    return link(Optional.empty());
  }

  /// The address of the same search by the API, without the range.
  List<String> parameters() {
    var all = new ArrayList<>(List.of("q", kql));
    filters.forEach(filter -> all.addAll(List.of(Visit.FILTER, filter.token())));
    all.addAll(List.of("cols", String.join(",", look.columns())));
    if (!look.order().equals(SearchRequest.Order.NEWEST)) {
      all.addAll(List.of("sort", (look.order().descending() ? "-" : "") + look.order().field()));
    }
    all.addAll(List.of("by", look.breakdown()));
    all.addAll(List.of("tab", look.tab().token));
    return all;
  }
}
