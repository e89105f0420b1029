// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Series;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// The answer to a query: its first page at once, further pages as they are scrolled to.
final class SearchPages {
  static final int PAGE = 100;

  /// The search pages through no more than this.
  static final int REACHABLE = 10_000;

  private static final int BARS = 60;

  /// The colours of the parts of a bar; the rest has the last one.
  private static final List<String> COLOURS =
      List.of("part-1", "part-2", "part-3", "part-4", "part-5");

  private final LogSearch search;
  private final KqlQuery query;
  private final Interval range;
  private final SearchRequest.Order order;
  private final SearchResult first;

  SearchPages(LogSearch search, KqlQuery query, Interval range, DiscoverQuery.Look look)
      throws StoreException {
    this.search = search;
    this.query = query;
    this.range = range;
    order = look.order();
    first = search.search(firstPage(query, range, look));
  }

  static SearchRequest firstPage(KqlQuery query, Interval range, DiscoverQuery.Look look) {
    return new SearchRequest(
        query,
        range.from(),
        range.until(),
        new SearchRequest.Rows(0, PAGE, look.order()),
        new SearchRequest.Histogram(BARS, look.breakdown()));
  }

  private SearchResult request(int offset, int limit) throws StoreException {
    var rows = new SearchRequest.Rows(offset, limit, order);
    return search.search(
        new SearchRequest(query, range.from(), range.until(), rows, SearchRequest.Histogram.NONE));
  }

  SearchResult first() {
    return first;
  }

  /// How many hits can be scrolled to.
  int reachable() {
    return (int) Math.min(first.total(), REACHABLE);
  }

  List<SearchResult.Hit> page(int offset, int limit) throws StoreException {
    if (offset + limit <= first.hits().size()) return first.hits().subList(offset, offset + limit);
    if (offset == 0 && first.hits().size() == reachable()) return first.hits();
    int most = Math.min(limit, REACHABLE - offset);
    return request(offset, most).hits();
  }

  /// `12,431 lines`, `more than 10,000 lines`
  String total() {
    var number = String.format(Locale.ROOT, "%,d", first.total());
    var lines = first.total() == 1 ? " line" : " lines";
    return (first.totalExact() ? number : "more than " + number) + lines;
  }

  /// The range of the histogram: whole bars, which may begin before the range that was asked for.
  Interval shown() {
    var bars = first.histogram();
    if (bars.isEmpty()) return range;
    var start = bars.getFirst().from();
    var end = bars.getLast().from().plus(first.bar());
    return new Interval(Instants.earlier(start, range.from()), Instants.later(end, range.until()));
  }

  /// One series, or one for each part of the bars and one for the rest.
  List<Series> histogram() {
    var names = new LinkedHashSet<String>();
    first.histogram().forEach(bar -> names.addAll(bar.parts().keySet()));
    if (names.isEmpty()) return List.of(series("Lines", "warning", first.histogram(), ""));
    var all = new ArrayList<Series>();
    for (var name : names.stream().sorted().toList()) {
      all.add(series(name, COLOURS.get(all.size() % COLOURS.size()), first.histogram(), name));
    }
    var rest =
        first.histogram().stream()
            .map(bar ->
                new Series.Point(
                    bar.from(),
                    bar.count() - bar.parts().values().stream().mapToLong(n -> n).sum()))
            .toList();
    if (rest.stream().anyMatch(point -> point.value() > 0))
      all.add(new Series("other or none", "low", rest));
    return all;
  }

  private static Series series(
      String name, String colour, List<SearchResult.Bar> bars, String part) {
    return new Series(
        name,
        colour,
        bars.stream()
            .map(bar ->
                new Series.Point(
                    bar.from(), part.isEmpty() ? bar.count() : bar.parts().getOrDefault(part, 0L)))
            .toList());
  }
}
