// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The alarms of one detector on one series, held against what is known of the series.
///
/// 1. A fault is found by the first alarm while it shows; its delay counts from its first due time
///    plus grace.
/// 2. More alarms while it shows are `repeated`, but for one that is raised again after it was
///    over.
/// 3. An alarm within a period after the fault is neither right nor wrong.
/// 4. Any other alarm during the test is false; so are all alarms where none is owed.
record Judgement(int faults, List<Found> found, int falseAlarms, int repeated, int messages) {
  /// A fault that was found: the due time at which it began.
  record Found(Instant due, Duration delay, Duration period) {
    double hours() {
      return delay.toSeconds() / 3600.0;
    }

    double periods() {
      return (double) delay.toSeconds() / period.toSeconds();
    }
  }

  Judgement {
    found = List.copyOf(found);
  }

  static Judgement of(Series series, List<Alarm> alarms, Duration grace) {
    var expectation = series.spec().expectation();
    return of(
        expectation == Expectation.ALERT ? series.faulty() : List.of(),
        series.test(),
        expectation == Expectation.EITHER ? List.of() : alarms,
        grace,
        series.spec().every().period());
  }

  static Judgement of(
      List<Interval> faulty, Interval test, List<Alarm> alarms, Duration grace, Duration period) {
    var found = new ArrayList<Found>();
    int inside = 0;
    int again = 0;
    int after = 0;
    int messages = 0;
    var during = alarms.stream().filter(alarm -> test.contains(alarm.at())).toList();
    for (var span : faulty) {
      var within = during.stream().filter(alarm -> span.contains(alarm.at())).toList();
      inside += within.size();
      again += (int) within.stream().skip(1).filter(Alarm::again).count();
      messages += within.stream().mapToInt(Alarm::messages).sum();
      var shadow = new Interval(span.until(), span.until().plus(period));
      after += (int) during.stream().filter(alarm -> shadow.contains(alarm.at())).count();
      var due = span.from();
      within.stream()
          .map(Alarm::at)
          .min(Comparator.naturalOrder())
          .map(first -> new Found(due, Duration.between(due.plus(grace), first), period))
          .ifPresent(found::add);
    }
    int wrong = during.size() - inside - after;
    return new Judgement(faulty.size(), found, wrong, inside - again - found.size(), messages);
  }

  static Judgement sum(Collection<Judgement> judgements) {
    return new Judgement(
        judgements.stream().mapToInt(Judgement::faults).sum(),
        judgements.stream().flatMap(one -> one.found.stream()).toList(),
        judgements.stream().mapToInt(Judgement::falseAlarms).sum(),
        judgements.stream().mapToInt(Judgement::repeated).sum(),
        judgements.stream().mapToInt(Judgement::messages).sum());
  }

  boolean finds(Instant due) {
    return found.stream().anyMatch(one -> one.due().equals(due));
  }

  /// Found over all faults.
  double recall() {
    return (double) found.size() / faults;
  }

  /// Right alarms over right and false ones.
  double precision() {
    return (double) found.size() / (found.size() + falseAlarms);
  }

  double f1() {
    return 2.0 * found.size() / (faults + found.size() + falseAlarms);
  }

  double alertsPerFault() {
    return (double) (found.size() + repeated) / faults;
  }

  double messagesPerFault() {
    return (double) messages / faults;
  }
}
