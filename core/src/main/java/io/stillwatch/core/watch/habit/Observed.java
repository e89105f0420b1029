// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import io.stillwatch.core.state.HabitHistory;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.RecentRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// The past of a job as habits are learned from it: its runs, the hours that passed, and the spans
/// that teach nothing, because the job had stopped, the host was off or we were blind.
record Observed(RecentRuns runs, HabitHistory hours, List<Intervals> ignored, ZoneId zone) {
  boolean ignores(Instant from, Instant until) {
    return ignored.stream().anyMatch(spans -> spans.overlaps(from, until));
  }

  /// The distances of runs that follow each other, without those that hold an ignored span.
  List<Duration> gaps() {
    var gaps = new ArrayList<Duration>();
    for (int i = 1; i < runs.size(); i++) {
      var from = runs.at(i - 1);
      var until = runs.at(i);
      if (!ignores(from, until)) gaps.add(Duration.between(from, until));
    }
    return gaps;
  }

  LocalDateTime local(int i) {
    return LocalDateTime.ofInstant(runs.at(i), zone);
  }

  /// Whether a day teaches something: no part of it between midnight and midnight is ignored.
  boolean teaches(LocalDate day) {
    return !ignores(
        day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
