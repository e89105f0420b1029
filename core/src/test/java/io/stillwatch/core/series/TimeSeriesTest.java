// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {
  private static final Instant START = Instant.parse("2026-11-30T04:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Sample at(long seconds, double value) {
    return new Sample(START.plusSeconds(seconds), value);
  }

  @Test
  void a_bucket_is_the_mean_of_its_samples_and_a_gap_stays_unknown() {
    var series = TimeSeries.of(List.of(at(0, 1), at(59, 3), at(180, 7)), MINUTE);
    assertThat(series.buckets()).isEqualTo(4);
    assertThat(series.mean(0)).isEqualTo(2);
    assertThat(series.known(1)).isFalse();
    assertThat(series.known(2)).isFalse();
    assertThat(series.mean(3)).isEqualTo(7);
    assertThat(series.unknown()).isEqualTo(2);
    assertThat(series.average()).isEqualTo(4.5);
    assertThat(series.start(3)).isEqualTo(START.plusSeconds(180));
  }

  @Test
  void the_order_of_samples_does_not_matter() {
    var series = TimeSeries.of(List.of(at(180, 7), at(0, 1), at(60, 3)), MINUTE);
    assertThat(series.start(0)).isEqualTo(START);
    assertThat(series.mean(0)).isEqualTo(1);
    assertThat(series.mean(3)).isEqualTo(7);
  }

  @Test
  void buckets_are_as_long_as_samples_are_apart_unless_there_are_too_many() {
    assertThat(TimeSeries.fittingBucket(every(300, 2_000))).isEqualTo(Duration.ofMinutes(5));
    assertThat(TimeSeries.fittingBucket(every(300, 4_032))).isEqualTo(Duration.ofMinutes(10));
    assertThat(TimeSeries.fittingBucket(List.of(at(0, 1)))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_part_knows_nothing_of_the_rest() {
    var series = TimeSeries.of(every(60, 10), MINUTE);
    assertThat(series.first(4).buckets()).isEqualTo(4);
    assertThat(series.first(4).average()).isEqualTo(1.5);
  }

  @Test
  void more_buckets_than_fit_into_memory_are_refused() {
    assertThatThrownBy(() -> TimeSeries.of(List.of(at(0, 1), at(4_000_000_000L, 1)), MINUTE))
        .hasMessageContaining("66666667 buckets");
  }

  private static List<Sample> every(int seconds, int count) {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < count; i++) samples.add(at((long) i * seconds, i));
    return samples;
  }
}
