// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one address asks a view for: its parameters, its time range, and the time of asking.
public record Visit(Map<String, List<String>> parameters, TimeRange range, Times times) {
  /// The parameter of a filter of log lines.
  public static final String FILTER = "f";

  public static Visit of(Map<String, List<String>> parameters, Times times) {
    return new Visit(Map.copyOf(parameters), TimeRange.of(parameters), times);
  }

  public Interval interval() {
    return range.at(times.now(), times.zone());
  }

  /// The parameter's value, empty if the address has none.
  public String parameter(String name) {
    var values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /// The same in another range.
  public Visit during(TimeRange other) {
    return new Visit(parameters, other, times);
  }

  /// A link to a path that keeps the range and the pinned filters; parameters come as name, value,
  /// name, value; empty values are left out.
  public String link(String path, String... parameters) {
    var all = new ArrayList<>(List.of(parameters));
    this.parameters.getOrDefault(FILTER, List.of()).stream()
        .filter(token -> LogFilter.parse(token).filter(LogFilter::pinned).isPresent())
        .distinct()
        .forEach(token -> all.addAll(List.of(FILTER, token)));
    return Links.to(path, range, all.toArray(String[]::new));
  }
}
