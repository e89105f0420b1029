// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedSeriesTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final SeriesFollowing FOLLOWING =
      new SeriesFollowing(
          views -> views.stream().map(FollowedSeriesTest::mean).toList(), Amount.BYTES);

  private static double[] mean(SeriesView view) {
    return new double[] {view.scale().mean()};
  }

  private static FollowedSeries hours(int count, double each) {
    var series = FollowedSeries.NONE;
    for (int i = 0; i < count; i++) {
      var at = START.plus(HOUR.multipliedBy(i));
      series = series.gained(at, at.plus(HOUR), each, Amount.BYTES);
    }
    return series;
  }

  private static FollowedSeries followed(FollowedSeries series) {
    return FOLLOWING.follow(List.of(series)).getFirst().series();
  }

  @Test
  void its_size_does_not_depend_on_its_age() {
    var old = hours(5_000, 8);
    assertThat(old.closed().size()).isEqualTo(63);
    assertThat(old.pending()).isEqualTo(48);
    assertThat(old.moments().count()).isEqualTo(673);
  }

  @Test
  void bytes_are_compared_by_their_cube_roots() {
    assertThat(hours(200, 27_000).moments().mean()).isEqualTo(30, within(1e-3));
  }

  @Test
  void hours_that_no_model_judged_teach_what_is_usual() {
    var series = followed(hours(100, 1e9));
    assertThat(series.waits()).isFalse();
    assertThat(series.moments().count()).isEqualTo(100);
    assertThat(series.departures()).hasSize(1);
    assertThat(series.departures().getFirst().known()).isEqualTo(4);
  }

  @Test
  void a_year_without_measurements_leaves_unknown_hours_only() {
    var series = hours(50, 8);
    var late = START.plus(Duration.ofDays(365));
    var next = series.gained(START.plus(HOUR.multipliedBy(50)), late, 99, Amount.BYTES);
    assertThat(next.closed().size()).isEqualTo(16);
    assertThat(next.closed().at(15)).isNaN();
  }

  @Test
  void an_unknown_hour_is_neither_judged_nor_learnt() {
    var series = followed(hours(200, 1e9));
    var at = START.plus(HOUR.multipliedBy(200));
    var blind = followed(series.gained(at, at.plus(HOUR.multipliedBy(5)), 99, Amount.BYTES));
    assertThat(blind.moments()).isEqualTo(series.moments());
    assertThat(blind.departures()).isEqualTo(series.departures());
  }
}
