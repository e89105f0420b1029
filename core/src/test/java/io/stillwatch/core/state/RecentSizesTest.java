// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.SizeSample;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentSizesTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  private static SizeSample sample(int minute, long bytes) {
    return new SizeSample(START.plus(Duration.ofMinutes(minute)), bytes, bytes, 1);
  }

  private static RecentSizes sizes(Duration period, SizeSample... samples) {
    var sizes = RecentSizes.NONE;
    for (var sample : samples) sizes = sizes.with(sample, period, false);
    return sizes;
  }

  @Test
  void an_older_or_repeated_sample_changes_nothing() {
    var sizes = sizes(DAY, sample(60, 100), sample(120, 200));
    assertThat(sizes.with(sample(120, 999), DAY, false)).isEqualTo(sizes);
    assertThat(sizes.with(sample(90, 999), DAY, false)).isEqualTo(sizes);
  }

  @Test
  void samples_closer_than_an_eighth_of_the_period_are_thinned_and_the_newest_stays() {
    var sizes = RecentSizes.NONE;
    for (int minute = 0; minute <= 24 * 60; minute += 5) {
      sizes = sizes.with(sample(minute, minute), DAY, false);
    }
    assertThat(sizes.samples()).hasSizeBetween(8, 11);
    assertThat(sizes.last()).contains(sample(24 * 60, 24 * 60));
  }

  @Test
  void the_last_sample_before_a_log_became_smaller_is_kept() {
    var sizes =
        sizes(DAY, sample(0, 10), sample(5, 20), sample(10, 900), sample(15, 1), sample(20, 2));
    assertThat(sizes.samples()).contains(sample(10, 900));
  }

  @Test
  void the_number_of_samples_is_bounded() {
    var sizes = RecentSizes.NONE;
    for (int i = 0; i < 1_000; i++) sizes = sizes.with(sample(i * 60, i % 7), Duration.ZERO, false);
    assertThat(sizes.samples()).hasSize(96);
    assertThat(sizes.closings()).hasSize(64);
  }

  @Test
  void how_large_a_log_was_when_it_was_rotated_is_known_for_longer() {
    var sizes = RecentSizes.NONE;
    for (int hour = 0; hour < 24 * 40; hour++) {
      sizes = sizes.with(sample(hour * 60, 10 * (hour % 24)), DAY, false);
    }
    var closed = sizes.history().stream().filter(one -> one.activeBytes() == 230).toList();
    assertThat(closed).hasSize(40);
    assertThat(sizes.history()).isSortedAccordingTo(Comparator.comparing(SizeSample::at));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a limit that is reached and not exceeded is not larger, 0, 300, ",
    "the first sample above a limit is found, 0, 150, 360",
    "samples before an instant do not count, 361, 50, 540"
  })
  void the_first_larger_sample_is_found(String what, int since, long limit, Integer minute) {
    var sizes = sizes(DAY, sample(180, 100), sample(360, 200), sample(540, 300));
    assertThat(sizes.firstLarger(START.plus(Duration.ofMinutes(since)), limit))
        .map(SizeSample::at)
        .isEqualTo(Optional.ofNullable(minute).map(m -> START.plus(Duration.ofMinutes(m))));
  }

  @Test
  void the_first_sample_after_an_instant_is_not_the_one_at_it() {
    var sizes = sizes(DAY, sample(60, 100), sample(300, 200));
    assertThat(sizes.firstAfter(sample(60, 0).at())).contains(sample(300, 200));
    assertThat(sizes.firstAfter(sample(300, 0).at())).isEmpty();
  }

  @Test
  void in_an_odd_time_the_usual_size_is_not_forgotten() {
    var sizes = sizes(DAY, sample(0, 10), sample(60, 900), sample(120, 1));
    for (int i = 3; i < 200; i++) sizes = sizes.with(sample(i * 60, i % 2), DAY, true);
    assertThat(sizes.closings()).containsExactly(sample(60, 900));
  }
}
