// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.HabitHistory;
import io.stillwatch.core.state.Intervals;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Counted in hours of the week; Monday 00:00 is hour 0.
class HabitCounterTest {
  private static JobState job(double... days) {
    var job = Sample.state(Sample.learned("a", new Schedule.Learning(0, 3)));
    for (double day : days) job = Sample.ran(job, Sample.day(day));
    return job;
  }

  private static HabitHistory count(JobState job, Interval... ignored) {
    var spans = Intervals.NONE;
    for (var span : ignored) spans = spans.with(span, Duration.ZERO);
    return HabitCounter.count(job, List.of(spans), Sample.UTC);
  }

  private static int passed(HabitHistory history) {
    return IntStream.range(0, HabitHistory.HOURS).map(history::passed).sum();
  }

  private static int kept(HabitHistory history) {
    return IntStream.range(0, HabitHistory.HOURS).map(history::kept).sum();
  }

  @Test
  void a_job_that_never_ran_counts_nothing() {
    assertThat(count(job())).isEqualTo(HabitHistory.from(Sample.MONDAY));
  }

  @Test
  void hours_count_up_to_the_last_run_and_not_beyond() {
    var history = count(job(0.1, 0.5));
    assertThat(passed(history)).isEqualTo(12);
    assertThat(kept(history)).isEqualTo(1);
    assertThat(history.countedThrough()).isEqualTo(Sample.day(0.5));
    assertThat(history.kept(2)).isEqualTo(1);
  }

  @Test
  void an_hour_counts_once_however_often_it_is_counted() {
    var job = job(0.1, 0.5);
    assertThat(count(job.with(count(job)))).isEqualTo(count(job));
  }

  @Test
  void counting_in_parts_is_counting_at_once() {
    var part = job(0.1, 0.5);
    var whole = Sample.ran(part.with(count(part)), Sample.day(1.2), Sample.day(3.4));
    assertThat(count(whole)).isEqualTo(count(job(0.1, 0.5, 1.2, 3.4)));
  }

  @Test
  void hours_in_which_nothing_could_be_seen_do_not_count() {
    var history = count(job(0.1, 1), new Interval(Sample.day(0.25), Sample.day(0.75)));
    assertThat(passed(history)).isEqualTo(12);
    assertThat(history.passed(8)).isZero();
    assertThat(history.countedThrough()).isEqualTo(Sample.day(1));
  }

  @Test
  void an_hour_that_is_seen_in_part_does_not_count() {
    var span = new Interval(Sample.day(0.5).plusSeconds(60), Sample.day(0.5).plusSeconds(90));
    assertThat(count(job(0.1, 1), span).passed(12)).isZero();
  }

  @Test
  void the_distant_past_teaches_nothing() {
    assertThat(passed(count(job(0.1, 400)))).isEqualTo(70 * 24);
  }

  @Test
  void counts_stay_small_and_the_recent_past_weighs_more() {
    var history = HabitHistory.from(Sample.MONDAY);
    for (int week = 0; week < 500; week++) history = history.with(0, week < 490, Sample.MONDAY);
    assertThat(history.passed(0)).isLessThanOrEqualTo(12);
    assertThat(history.kept(0)).isLessThan(history.passed(0) / 2);
  }

  @Test
  void hours_are_those_of_the_zone() {
    var job = Sample.ran(job(0), Sample.day(0.1), Sample.day(0.5));
    var history = HabitCounter.count(job, List.of(), ZoneId.of("Asia/Kolkata"));
    assertThat(history.kept(7)).isEqualTo(1); // 02:24 in London is 07:54 in Calcutta
  }
}
