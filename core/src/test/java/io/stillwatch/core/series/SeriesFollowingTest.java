// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Made-up bytes an hour, held against the mean.
class SeriesFollowingTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final double USUAL = 30e6;
  private static final int HOURS = 400;
  private static final SeriesFollowing FOLLOWING =
      new SeriesFollowing(
          views -> views.stream().map(view -> new double[] {view.scale().mean()}).toList(),
          Amount.BYTES);

  private final double[] bytes = usual();

  private static double[] usual() {
    var random = new Random(2);
    var bytes = new double[HOURS];
    for (int i = 0; i < HOURS; i++) bytes[i] = USUAL * Math.exp(0.5 * random.nextGaussian());
    return bytes;
  }

  /// Each hour is followed as soon as it is over.
  private List<FollowedHour> followed() {
    var hours = new ArrayList<FollowedHour>();
    var series = FollowedSeries.NONE;
    for (int i = 0; i < bytes.length; i++) {
      series = series.withHour(first() + i, Amount.BYTES.compared(bytes[i]));
      var next = FOLLOWING.follow(List.of(series)).getFirst();
      hours.addAll(next.hours());
      series = next.series();
    }
    return hours;
  }

  private static long first() {
    return START.getEpochSecond() / 3_600;
  }

  private static List<FollowedHour> anomalies(List<FollowedHour> hours) {
    return hours.stream().filter(hour -> hour.score() >= ScoredHour.ANOMALY_SCORE).toList();
  }

  private static Instant at(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  @Test
  void log_normal_growth_is_usual() {
    assertThat(anomalies(followed())).isEmpty();
  }

  @Test
  void ten_times_as_much_is_certain_within_two_hours() {
    for (int i = 300; i < 310; i++) bytes[i] *= 10;
    var found = anomalies(followed());
    assertThat(found.getFirst().start()).isBetween(at(300), at(301));
    assertThat(found.stream().filter(hour -> !hour.start().isAfter(at(301))))
        .anyMatch(hour -> hour.score() >= 75);
    var worst = found.getFirst();
    assertThat(worst.observed()).isGreaterThan(worst.high());
    assertThat(worst.outside()).isTrue();
    assertThat(worst.expected()).isBetween(worst.low(), worst.high());
  }

  @Test
  void what_goes_on_is_not_reported_again() {
    for (int i = 300; i < HOURS; i++) bytes[i] *= 10;
    assertThat(anomalies(followed())).hasSizeBetween(1, 12);
    assertThat(anomalies(followed()).getLast().start()).isBefore(at(330));
  }

  @Test
  void a_log_that_is_not_written_any_more_is_noticed() {
    Arrays.fill(bytes, 300, HOURS, 0);
    assertThat(anomalies(followed())).isNotEmpty().allMatch(hour -> hour.observed() < 1e6);
  }

  @Test
  void some_kilobytes_in_a_log_that_is_never_written_are_not_unusual() {
    Arrays.fill(bytes, 0);
    bytes[300] = 50_000;
    assertThat(anomalies(followed())).isEmpty();
  }

  @Test
  void the_first_two_hundred_and_sixty_hours_are_learnt() {
    assertThat(followed().getFirst().start()).isEqualTo(at(96 + 168));
  }

  @Test
  void nothing_later_changes_a_score() {
    var usual = followed();
    Arrays.fill(bytes, 350, HOURS, 1e12);
    assertThat(followed().subList(0, 350 - 264)).isEqualTo(usual.subList(0, 350 - 264));
  }

  @Test
  void hours_that_waited_have_the_same_scores() {
    var one = FollowedSeries.NONE;
    var hours = new ArrayList<FollowedHour>();
    for (int i = 0; i < bytes.length; i++) {
      one = one.withHour(first() + i, Amount.BYTES.compared(bytes[i]));
      if (i % 40 != 39) continue;
      var next = FOLLOWING.follow(List.of(FollowedSeries.NONE, one)).getLast();
      hours.addAll(next.hours());
      one = next.series();
    }
    assertThat(hours).isEqualTo(followed());
  }

  @Test
  void less_in_a_stretch_of_blindness_is_not_judged() {
    Arrays.fill(bytes, 300, 320, Double.NaN);
    assertThat(anomalies(followed())).isEmpty();
    assertThat(followed()).noneMatch(hour -> hour.start().equals(at(310)));
  }
}
