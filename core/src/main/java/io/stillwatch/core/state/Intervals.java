// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.job.Instants;
import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Spans of time that do not touch each other, oldest first; the oldest are dropped beyond a limit.
public record Intervals(List<Interval> spans) {
  public static final Intervals NONE = new Intervals(List.of());

  private static final int KEPT = 64;

  public Intervals {
    spans = List.copyOf(spans);
  }

  /// With a span, merged with those that it overlaps or that are no farther away than `near`.
  public Intervals with(Interval added, Duration near) {
    var merged = added;
    var kept = new ArrayList<Interval>();
    for (var span : spans) {
      boolean apart =
          span.until().plus(near).isBefore(merged.from())
              || merged.until().plus(near).isBefore(span.from());
      if (apart) kept.add(span);
      else
        merged =
            new Interval(
                Instants.earlier(span.from(), merged.from()),
                Instants.later(span.until(), merged.until()));
    }
    kept.add(merged);
    kept.sort(Comparator.comparing(Interval::from));
    while (kept.size() > KEPT) kept.removeFirst();
    return new Intervals(kept);
  }

  /// Without what is before an instant.
  public Intervals cutBefore(Instant at) {
    if (spans.isEmpty() || !spans.getFirst().from().isBefore(at)) return this;
    return new Intervals(
        spans.stream()
            .filter(span -> span.until().isAfter(at))
            .map(span -> span.from().isBefore(at) ? new Interval(at, span.until()) : span)
            .toList());
  }

  public boolean contains(Instant at) {
    return spans.stream().anyMatch(span -> span.contains(at));
  }

  /// Whether an instant is inside of a span, not at its edge.
  public boolean holds(Instant at) {
    return spans.stream().anyMatch(span -> at.isAfter(span.from()) && at.isBefore(span.until()));
  }

  public boolean overlaps(Instant from, Instant until) {
    return spans.stream()
        .anyMatch(span -> span.from().isBefore(until) && from.isBefore(span.until()));
  }
}
