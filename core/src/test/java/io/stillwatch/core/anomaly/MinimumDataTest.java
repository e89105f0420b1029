// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.testing.Sample;
import org.junit.jupiter.api.Test;

class MinimumDataTest {
  @Test
  void a_job_whose_times_are_known_is_scored_from_its_third_run_on() {
    assertThat(MinimumData.runsToScore(Sample.line("a", Sample.daily()))).isEqualTo(3);
  }

  @Test
  void a_job_whose_times_nobody_knows_is_scored_from_its_tenth_run_on() {
    assertThat(MinimumData.runsToScore(Sample.line("a", new Schedule.Learning(4, 5))))
        .isEqualTo(10);
  }
}
