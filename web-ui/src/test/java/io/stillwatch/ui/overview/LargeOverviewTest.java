// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import static io.stillwatch.ui.ports.Samples.NOW;
import static io.stillwatch.ui.ports.Samples.UTC;
import static io.stillwatch.ui.ports.Samples.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.testkit.fleet.LargeFleet;
import io.stillwatch.testkit.time.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeOverviewTest {
  private static final int WARM_UP = 80;
  private static final int ROUNDS = 40;

  @Test
  void the_overview_of_10000_jobs_is_read_in_time() throws Exception {
    var fleet = new LargeFleet(10_000, 7, NOW);
    var times = new ArrayList<Duration>();
    for (int i = 0; i < WARM_UP; i++) read(fleet);
    for (int i = 0; i < ROUNDS; i++) {
      var start = ProcessorTime.ofThisThread();
      assertThat(read(fleet).tiles().getFirst().count()).isEqualTo(20);
      times.add(ProcessorTime.ofThisThread().minus(start));
    }
    assertThat(times.stream().sorted().toList().get(ROUNDS / 2))
        .as(times.toString())
        .isLessThan(Duration.ofMillis(300));
  }

  @Test
  void one_document_a_state_is_read_whatever_the_history() throws Exception {
    for (int days : List.of(10, 100)) {
      var fleet = new LargeFleet(1_000, days, NOW);
      read(fleet);
      assertThat(fleet.documentsRead()).isBetween(1L, (long) JobHealth.values().length);
    }
  }

  private static OverviewModel read(LargeFleet fleet) throws Exception {
    var outcomes = fleet.outcomes();
    var bars = VerdictBars.read(outcomes.verdicts(), visit().interval(), UTC);
    assertThat(bars.series()).isNotEmpty();
    return OverviewModel.of(FleetSummary.read(outcomes.statuses()), List.of(), List.of(), visit());
  }
}
