// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.source.SourceState.Reports;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Up to when the log lines of each host are complete, and when its newest one was written.
final class Watermarks {
  private record Mark(Instant complete, Instant newest) {}

  private static final Mark NONE = new Mark(Instant.MIN, Instant.MIN);

  private final Map<Host, Mark> marks = new HashMap<>();

  /// The slowest source of a host decides.
  static Watermarks of(Collection<SourceState> sources) {
    var watermarks = new Watermarks();
    for (var source : sources) {
      boolean lines =
          source.reports() == Reports.LOG_LINES || source.reports() == Reports.LISTINGS_AND_LINES;
      if (!lines) continue;
      var mark = new Mark(source.completeUntil(), source.newestRecord());
      watermarks.marks.merge(source.host(), mark, Watermarks::both);
    }
    return watermarks;
  }

  private static Mark both(Mark one, Mark other) {
    return new Mark(
        Instants.earlier(one.complete, other.complete), Instants.later(one.newest, other.newest));
  }

  Instant complete(Host host) {
    return marks.getOrDefault(host, NONE).complete;
  }

  Instant newest(Host host) {
    return marks.getOrDefault(host, NONE).newest;
  }
}
