// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Where a fault is put: into a series with this rule, between the end of its history and its own
/// end.
record FaultContext(DueRule rule, Interval test, Instant onset, SplittableRandom random) {
  private static final int LATEST_ONSET = 10; // a tenth of the test

  static FaultContext of(DueRule rule, Interval test, SplittableRandom random) {
    long seconds = Duration.between(test.from(), test.until()).toSeconds() / LATEST_ONSET;
    var earliest = test.from().plusSeconds(random.nextLong(seconds));
    var due = rule.between(earliest, test.until());
    if (due.isEmpty()) throw new IllegalArgumentException("Nothing is due in " + test);
    return new FaultContext(rule, test, due.getFirst(), random);
  }

  Duration period() {
    return rule.every().period();
  }

  /// What goes wrong goes right again after half of the test.
  Instant recovery() {
    return test.from().plus(rule.every().test().dividedBy(2));
  }

  /// Whether a run is due from the onset on and before the recovery.
  Predicate<PlannedRun> affected() {
    return between(onset, recovery());
  }

  static Predicate<PlannedRun> between(Instant from, Instant until) {
    return run -> !run.due().isBefore(from) && run.due().isBefore(until);
  }

  static Predicate<PlannedRun> from(Instant from) {
    return between(from, Instant.MAX);
  }

  Duration share(double ofPeriod) {
    return Duration.ofSeconds((long) (ofPeriod * period().toSeconds()));
  }

  /// The timeline with the fault, and when the fault shows: from the onset until the first due time
  /// after `until`.
  Faulty until(Instant until, Timeline faulty) {
    return new Faulty(faulty, List.of(new Interval(onset, nextDue(until))));
  }

  Faulty untilRecovery(Timeline faulty) {
    return until(recovery(), faulty);
  }

  Faulty untilEnd(Timeline faulty) {
    return new Faulty(faulty, List.of(new Interval(onset, test.until())));
  }

  /// The first due time at an instant or later; the end of the test if there is none.
  Instant nextDue(Instant at) {
    if (!at.isBefore(test.until())) return test.until();
    var due = rule.between(at, test.until());
    return due.isEmpty() ? test.until() : due.getFirst();
  }

  /// A timeline with a fault, and the spans in which the fault shows, each from a due time on.
  record Faulty(Timeline timeline, List<Interval> spans) {
    Faulty {
      spans = List.copyOf(spans);
    }

    static Faulty nothingWrong(Timeline timeline) {
      return new Faulty(timeline, List.of());
    }
  }
}
