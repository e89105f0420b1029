// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The past runs of one job, and what is to be ignored of it; what is learned from it day by day.
final class Past {
  private final TreeSet<Instant> runs = new TreeSet<>();
  private Intervals ignored = Intervals.NONE;
  private ZoneId zone = Sample.UTC;

  private Past() {}

  static Past of() {
    return new Past();
  }

  static Past every(int minutes, int times, int first) {
    var past = new Past();
    for (int i = 0; i < times; i++)
      past.add(Sample.MONDAY.plus(Duration.ofMinutes(first + (long) minutes * i)));
    return past;
  }

  static Past days(int days, int hour, int minute, Predicate<LocalDate> on) {
    var past = new Past();
    for (int i = 0; i < days; i++) {
      var day = LocalDate.of(2026, 1, 5).plusDays(i);
      if (on.test(day)) past.add(day.atTime(hour, minute).toInstant(ZoneOffset.UTC));
    }
    return past;
  }

  Past in(ZoneId changed) {
    zone = changed;
    return this;
  }

  void add(Instant run) {
    runs.add(run);
  }

  Instant last() {
    return runs.getLast();
  }

  void ignored(Interval span) {
    ignored = ignored.with(span, Duration.ZERO);
  }

  Schedule learn() {
    return learn(new Schedule.Learning(0, 3));
  }

  /// As the watch does it: counted as the runs come, and only the last runs are kept.
  Schedule learn(Schedule before) {
    var job = JobState.found(Sample.learned("a", before), runs.getFirst());
    int seen = 0;
    for (var run : runs) {
      job = job.withRun(run, Run.Outcome.STARTED);
      if (++seen % 20 == 0) job = counted(job);
    }
    return HabitLearner.learn(counted(job), List.of(ignored), zone);
  }

  private JobState counted(JobState job) {
    var counted = job.with(HabitCounter.count(job, List.of(ignored), zone));
    return counted.with(counted.runs().trimmed(counted.runs().last().orElseThrow()));
  }
}
