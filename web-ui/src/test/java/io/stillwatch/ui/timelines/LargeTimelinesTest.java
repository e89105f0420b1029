// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.testkit.fleet.LargeFleet;
import io.stillwatch.testkit.time.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeTimelinesTest {
  private static final int WARM_UP = 40;
  private static final int ROUNDS = 40;

  @Test
  void the_first_page_of_10000_jobs_is_read_in_time() throws Exception {
    var fleet = new LargeFleet(10_000, 7, NOW);
    var times = new ArrayList<Duration>();
    for (int i = 0; i < WARM_UP; i++)
      TimelinesModel.read(fleet.outcomes(), Maintenance.NONE, visit());
    for (int i = 0; i < ROUNDS; i++) {
      var start = ProcessorTime.ofThisThread();
      var model = TimelinesModel.read(fleet.outcomes(), Maintenance.NONE, visit());
      times.add(ProcessorTime.ofThisThread().minus(start));
      assertThat(model.shown()).isEqualTo(Selection.PAGE);
      assertThat(model.matching()).isEqualTo(10_000);
    }
    assertThat(times.stream().sorted().toList().get(ROUNDS / 2))
        .as(times.toString())
        .isLessThan(Duration.ofMillis(300));
  }

  @Test
  void the_verdicts_of_the_shown_jobs_in_the_range_are_read_whatever_the_history()
      throws Exception {
    for (int days : List.of(10, 100)) {
      var fleet = new LargeFleet(1_000, days, NOW);
      TimelinesModel.read(fleet.outcomes(), Maintenance.NONE, visit());
      int perJob = 1 + 7; // its status, and a verdict for each day of the range
      assertThat(fleet.documentsRead()).isEqualTo((long) Selection.PAGE * perJob);
    }
  }
}
