// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.testkit.fleet.LargeFleet;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class JobGaugesTest {
  private static String gauges(int jobs, int most) throws Exception {
    var statuses = new LargeFleet(jobs, 1, Story.NOW).outcomes().statuses();
    return new JobGauges(statuses, InstantSource.fixed(Story.NOW), most).text();
  }

  private static long series(String text) {
    return text.lines().filter(line -> line.startsWith("stillwatch_job_silent{")).count();
  }

  @Test
  void more_jobs_than_the_limit_have_no_series_but_are_counted() throws Exception {
    var text = gauges(60, 50);
    assertThat(series(text)).isEqualTo(50);
    assertThat(text).contains("\nstillwatch_jobs_without_series 10.0\n");
  }

  @Test
  void all_jobs_within_the_limit_have_series() throws Exception {
    var text = gauges(60, 60);
    assertThat(series(text)).isEqualTo(60);
    assertThat(text).contains("\nstillwatch_jobs_without_series 0.0\n");
  }
}
