// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// A half-open stretch of time, for instance one in which a source was blind.
public record Interval(Instant from, Instant until) {
  public Interval {
    if (until.isBefore(from)) throw new IllegalArgumentException(until + " is before " + from);
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  /// How much of it is within another one.
  public Duration within(Interval other) {
    var start = Instants.later(from, other.from);
    var end = Instants.earlier(until, other.until);
    return start.isBefore(end) ? Duration.between(start, end) : Duration.ZERO;
  }

  /// The same time in order, without overlaps: those that touch become one.
  public static List<Interval> merged(Collection<Interval> intervals) {
    var merged = new ArrayList<Interval>();
    for (var next : intervals.stream().sorted(Comparator.comparing(Interval::from)).toList()) {
      var last = merged.isEmpty() ? next : merged.getLast();
      if (merged.isEmpty() || next.from.isAfter(last.until)) merged.add(next);
      else
        merged.set(
            merged.size() - 1, new Interval(last.from, Instants.later(last.until, next.until)));
    }
    return List.copyOf(merged);
  }
}
