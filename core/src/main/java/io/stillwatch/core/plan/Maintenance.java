// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The maintenance windows and calendars that are in force. They may change between two calls.
@FunctionalInterface
public interface Maintenance {
  Maintenance NONE = List::of;

  List<MaintenanceWindow> windows();

  /// The window in which a job is not expected at an instant.
  default Optional<Occurrence> at(Job job, Instant instant) {
    for (var window : windows()) {
      if (!window.match().matches(job)) continue;
      var open = window.recurrence().at(instant);
      if (open.isPresent()) return Optional.of(new Occurrence(window, open.get()));
    }
    return Optional.empty();
  }

  /// The windows of all jobs in a stretch, by their beginning.
  default List<Occurrence> during(Interval stretch) {
    return during(_ -> true, stretch);
  }

  /// The windows of a job in a stretch, by their beginning.
  default List<Occurrence> during(Job job, Interval stretch) {
    return during(window -> window.match().matches(job), stretch);
  }

  /// The times in which a job is not expected, as far as they concern a stretch.
  default List<Interval> spans(Job job, Interval stretch) {
    return Interval.merged(during(job, stretch).stream().map(Occurrence::during).toList());
  }

  /// How much of a stretch is within windows of a host as a whole.
  default Duration ofHost(Host host, Interval stretch) {
    var open =
        during(window -> window.match().matchesAllOf(host), stretch).stream()
            .map(Occurrence::during)
            .toList();
    var sum = Duration.ZERO;
    for (var one : Interval.merged(open)) sum = sum.plus(one.within(stretch));
    return sum;
  }

  private List<Occurrence> during(Predicate<MaintenanceWindow> which, Interval stretch) {
    var all = new ArrayList<Occurrence>();
    for (var window : windows()) {
      if (!which.test(window)) continue;
      for (var open : window.recurrence().during(stretch)) all.add(new Occurrence(window, open));
    }
    all.sort(Comparator.comparing(one -> one.during().from()));
    return all;
  }
}
