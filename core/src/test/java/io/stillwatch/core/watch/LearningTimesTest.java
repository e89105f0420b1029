// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.JobState;
import io.stillwatch.core.testing.Sample;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningTimesTest {
  private static final Schedule UNKNOWN = new Schedule.Learning(0, 3);

  private static Instant at(String time) {
    return Instant.parse("2026-01-05T" + time + ":00Z");
  }

  private static JobState ran(Schedule schedule, String learnedThrough, String run) {
    var job = Sample.ran(Sample.state(Sample.learned("job", schedule)), at(run));
    return job.with(job.habit().learnedThrough(at(learnedThrough)));
  }

  @ParameterizedTest(name = "without a habit, learned through {0}, ran at {1}: next at {2}")
  @CsvSource({"00:00, 00:01, 01:00", "01:00, 02:00, 02:00", "01:00, 04:59, 05:00"})
  void a_job_without_a_habit_learns_on_the_hour(String through, String run, String next) {
    assertThat(LearningTimes.next(ran(UNKNOWN, through, run))).isEqualTo(at(next));
  }

  @ParameterizedTest(name = "with a habit, learned through {0}, ran at {1}: next at {2}")
  @CsvSource({"00:00, 00:01, 06:00", "02:00, 06:00, 06:00", "06:00, 13:10, 18:00"})
  void a_habit_is_learned_again_every_six_hours(String through, String run, String next) {
    assertThat(LearningTimes.next(ran(Sample.hourly(), through, run))).isEqualTo(at(next));
  }

  @Test
  void a_job_that_did_not_run_since_has_nothing_to_learn() {
    assertThat(LearningTimes.next(ran(UNKNOWN, "05:00", "05:00"))).isEqualTo(Instant.MAX);
    assertThat(LearningTimes.next(ran(UNKNOWN, "05:00", "04:10"))).isEqualTo(Instant.MAX);
  }

  @Test
  void a_job_that_is_configured_or_retired_learns_nothing() {
    var configured = Sample.ran(Sample.state(Sample.line("line", Sample.hourly())), at("03:00"));
    var retired = ran(UNKNOWN, "00:00", "03:00").retired("moved", at("04:00"));
    assertThat(LearningTimes.next(configured)).isEqualTo(Instant.MAX);
    assertThat(LearningTimes.next(retired)).isEqualTo(Instant.MAX);
  }
}
