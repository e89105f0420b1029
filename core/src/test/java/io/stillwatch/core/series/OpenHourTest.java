// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.series.OpenHour.ClosedHour;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenHourTest {
  private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");

  private OpenHour open = OpenHour.NONE;
  private Instant last = TEN;
  private final List<ClosedHour> closed = new ArrayList<>();

  private OpenHourTest measured(long minute, double gained) {
    var at = TEN.plusSeconds(60 * minute);
    var hours = open.gained(last, at, gained);
    closed.addAll(hours.closed());
    open = hours.open();
    last = at;
    return this;
  }

  private List<Double> totals() {
    return closed.stream().map(ClosedHour::total).toList();
  }

  @Test
  void an_hour_is_over_with_the_first_measurement_after_its_end() {
    measured(30, 5).measured(59, 4);
    assertThat(closed).isEmpty();
    measured(60, 1);
    assertThat(totals()).containsExactly(10.0);
    assertThat(closed.getFirst().start()).isEqualTo(TEN);
  }

  @Test
  void what_was_gained_across_two_hours_is_spread_by_time() {
    measured(45, 45).measured(75, 60).measured(120, 0);
    assertThat(totals()).containsExactly(75.0, 30.0);
  }

  @Test
  void an_hour_without_measurements_is_unknown_and_not_zero() {
    measured(60, 10).measured(240, 99).measured(300, 10);
    assertThat(totals()).containsExactly(10.0, Double.NaN, Double.NaN, Double.NaN, 10.0);
  }

  @Test
  void an_hour_of_which_three_quarters_were_seen_counts_as_a_whole() {
    last = TEN.plusSeconds(900);
    measured(60, 9);
    assertThat(totals()).containsExactly(12.0);
  }

  @Test
  void an_hour_of_which_less_was_seen_is_unknown() {
    last = TEN.plusSeconds(960);
    measured(60, 9);
    assertThat(totals()).containsExactly(Double.NaN);
  }

  @Test
  void listings_of_every_two_hours_are_followed() {
    measured(120, 40).measured(240, 80);
    assertThat(totals()).containsExactly(20.0, 20.0, 40.0, 40.0);
  }

  @Test
  void a_measurement_that_is_not_later_changes_nothing() {
    measured(30, 5);
    var before = open;
    measured(30, 7);
    assertThat(open).isEqualTo(before);
  }
}
