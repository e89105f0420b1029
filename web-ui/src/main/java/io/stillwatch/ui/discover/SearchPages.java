// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.search.SearchResult;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.chart.Series;
import java.util.List;

/// The answer to a query: its first page at once, further pages as they are scrolled to.
final class SearchPages {
  static final int PAGE = 100;

  /// The search pages through no more than this.
  private static final int REACHABLE = 10_000;

  private static final int BARS = 60;

  private final LogSearch search;
  private final String kql;
  private final Interval range;
  private final SearchResult first;

  SearchPages(LogSearch search, String kql, Interval range) throws StoreException {
    this.search = search;
    this.kql = kql;
    this.range = range;
    first = search.search(new SearchRequest(kql, range.from(), range.until(), 0, PAGE, BARS));
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
    return search
        .search(new SearchRequest(kql, range.from(), range.until(), offset, most, 0))
        .hits();
  }

  /// `12,431 lines`, `more than 10,000 lines`
  String total() {
    var number = String.format(java.util.Locale.ROOT, "%,d", first.total());
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

  Series histogram() {
    var points =
        first.histogram().stream().map(bar -> new Series.Point(bar.from(), bar.count())).toList();
    return new Series("Lines", "warning", points);
  }
}
