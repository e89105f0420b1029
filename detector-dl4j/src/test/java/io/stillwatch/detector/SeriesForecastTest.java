// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.series.Sample;
import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.StreamRule;
import io.stillwatch.core.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A series that is high for a third of each day, and its ninth day.
class SeriesForecastTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final Duration BUCKET = Duration.ofMinutes(30);
  private static final int DAY = 48;
  private static final int NINTH = 8 * DAY;

  private static TimeSeries series(boolean rises) {
    var random = new Random(3);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < 12 * DAY; i++) {
      boolean high = i % DAY >= 18 && i % DAY < 34;
      if (!rises && i >= NINTH && i < NINTH + DAY) high = false;
      double value = (high ? 80 : 20) + random.nextGaussian();
      samples.add(new Sample(START.plus(BUCKET.multipliedBy(i)), value));
    }
    return TimeSeries.of(samples, BUCKET);
  }

  private static double highest(double[] scores, int from, int until) {
    double highest = 0;
    for (int i = from; i < until; i++) highest = Math.max(highest, scores[i]);
    return highest;
  }

  private static double[] scores(TimeSeries series, SeriesNetwork forecast, Scale scale) {
    return StreamRule.DEFAULT.scores(
        series, List.of(forecast.expectedFromPast(series, scale)), scale.deviation());
  }

  @Test
  void a_rise_that_does_not_come_is_seen() throws InterruptedException {
    var past = series(true).first(6 * DAY);
    var forecast = SeriesForecast.learn(List.of(past), 1);
    var scale = Scale.of(past);
    assertThat(highest(scores(series(false), forecast, scale), NINTH, NINTH + DAY))
        .isGreaterThan(25);
    assertThat(highest(scores(series(true), forecast, scale), 6 * DAY, 12 * DAY)).isLessThan(25);
  }

  @Test
  void nothing_later_changes_what_is_expected() throws InterruptedException {
    var past = series(true).first(6 * DAY);
    var scale = Scale.of(past);
    var forecast = SeriesForecast.learn(List.of(past), 1);
    var usual = forecast.expectedFromPast(series(true), scale);
    var flat = forecast.expectedFromPast(series(false), scale);
    for (int i = 0; i <= NINTH + 18; i++) assertThat(flat[i]).isEqualTo(usual[i]);
    assertThat(forecast.expectedFromPast(series(true).first(9 * DAY), scale))
        .isEqualTo(Arrays.copyOf(usual, 9 * DAY));
  }

  @Test
  void the_mean_is_expected_of_what_nobody_can_foresee() throws InterruptedException {
    var random = new Random(5);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < 12 * DAY; i++)
      samples.add(new Sample(START.plus(BUCKET.multipliedBy(i)), random.nextGaussian()));
    var series = TimeSeries.of(samples, BUCKET);
    var past = series.first(6 * DAY);
    var expected = SeriesForecast.learn(List.of(past), 1).expectedFromPast(series, Scale.of(past));
    for (int i = 8 * DAY; i < 12 * DAY; i++) assertThat(expected[i]).isCloseTo(0, within(1.0));
  }
}
