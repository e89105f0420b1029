// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.core.series.ScoredHour.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HourlySeriesTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");

  private static ScoredHour hour(int number, double score) {
    var hour = new FollowedHour(at(number), score, 5, 3, 1, 4);
    return new ScoredHour("log-1", Kind.GROWTH, hour);
  }

  private static Instant at(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private final HourlySeries series =
      new HourlySeries(
          List.of(hour(0, 0), hour(1, 55), hour(2, 80), hour(3, 49), hour(4, 50), hour(6, 60)));

  @Test
  void hours_that_stand_out_one_after_the_other_are_one_stretch() {
    assertThat(series.stretches())
        .containsExactly(
            new Interval(at(1), at(3)), new Interval(at(4), at(5)), new Interval(at(6), at(7)));
  }

  @Test
  void the_newest_anomaly_comes_first() {
    assertThat(series.anomalies().stream().map(one -> one.hour().start()))
        .containsExactly(at(6), at(4), at(2), at(1));
  }
}
