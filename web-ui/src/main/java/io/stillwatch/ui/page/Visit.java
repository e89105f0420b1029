// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import io.stillwatch.core.job.Interval;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.util.List;
import java.util.Map;

/// What one address asks a view for: its parameters, its time range, and the time of asking.
public record Visit(Map<String, List<String>> parameters, TimeRange range, Times times) {
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

  /// A link to a path that keeps the range; parameters come as name, value, name, value; empty
  /// values are left out.
  public String link(String path, String... parameters) {
    return Links.to(path, range, parameters);
  }
}
