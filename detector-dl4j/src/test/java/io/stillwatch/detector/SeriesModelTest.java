// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.series.AnomalyRule;
import io.stillwatch.core.series.Sample;
import io.stillwatch.core.series.Scale;
import io.stillwatch.core.series.StreamRule;
import io.stillwatch.core.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesModelTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final Duration BUCKET = Duration.ofMinutes(30);
  private static final int DAY = 48;
  private static final int DAYS = 12;
  private static final int FALL = 9 * DAY;

  /// A day like the other, with some noise; from a bucket on it falls away for some hours.
  private static List<Sample> samples(int count, double fall) {
    var random = new Random(3);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < count; i++) {
      double value = 100 + 10 * Math.sin(2 * Math.PI * i / DAY) + random.nextGaussian();
      if (i >= FALL && i < FALL + 8) value -= fall;
      samples.add(new Sample(START.plus(BUCKET.multipliedBy(i)), value));
    }
    return samples;
  }

  private static TimeSeries series(double fall) {
    return TimeSeries.of(samples(DAYS * DAY, fall), BUCKET);
  }

  private static double[] streamed(TimeSeries series, SeriesModel model, Scale scale) {
    return StreamRule.DEFAULT.scores(
        series, model.expectedFromPast(series, scale), scale.deviation());
  }

  @Test
  void finds_the_hours_in_which_a_series_fell_and_nothing_else() throws InterruptedException {
    var series = series(60);
    var model = SeriesModel.learn(series, 1);
    var found = AnomalyRule.DEFAULT.anomalies(series, model.expected(series, Scale.of(series)));
    assertThat(found).hasSize(1);
    var anomaly = found.getFirst();
    assertThat(anomaly.start()).isBefore(series.start(FALL + 8));
    assertThat(anomaly.end()).isAfter(series.start(FALL));
    assertThat(anomaly.observed()).isLessThan(60);
    assertThat(anomaly.expected()).isGreaterThan(70);
  }

  @Test
  void the_same_seed_expects_the_same() throws InterruptedException {
    var series = series(0).first(4 * DAY);
    assertThat(SeriesModel.learn(series, 5).expected(series, Scale.of(series)))
        .isEqualTo(SeriesModel.learn(series, 5).expected(series, Scale.of(series)));
  }

  @Test
  void what_follows_changes_no_streamed_score() throws InterruptedException {
    var usual = series(0);
    var fallen = series(60);
    var scale = Scale.of(usual.first(4 * DAY));
    var model = SeriesModel.learn(usual.first(4 * DAY), 1);
    var scores = streamed(usual, model, scale);
    var others = streamed(fallen, model, scale);
    for (int i = 0; i < FALL; i++) assertThat(others[i]).isEqualTo(scores[i]);
    assertThat(Math.max(others[FALL], others[FALL + 1])).isGreaterThan(25);
    for (int until = 5 * DAY; until < FALL; until += 37) {
      var soFar = streamed(fallen.first(until), model, scale);
      assertThat(others).startsWith(soFar);
    }
  }

  @Test
  void what_falls_is_reported_and_its_return_is_not() throws InterruptedException {
    var scale = Scale.of(series(0).first(4 * DAY));
    var model = SeriesModel.learn(series(0).first(4 * DAY), 1);
    var scores = streamed(series(60), model, scale);
    int loud = 0;
    for (int i = FALL; i < FALL + 8; i++) if (scores[i] > 25) loud++;
    assertThat(loud).isPositive();
    for (int i = FALL + 16; i < FALL + 48; i++) assertThat(scores[i]).isLessThan(25);
  }

  @Test
  void gaps_are_expected_too_but_never_judged() throws InterruptedException {
    var samples = samples(DAYS * DAY, 0);
    samples.subList(5 * DAY, 5 * DAY + 20).clear();
    var series = TimeSeries.of(samples, BUCKET);
    var model = SeriesModel.learn(series, 1);
    assertThat(AnomalyRule.DEFAULT.anomalies(series, model.expected(series, Scale.of(series))))
        .isEmpty();
    var scores = streamed(series, model, Scale.of(series));
    for (int i = 5 * DAY; i < 5 * DAY + 20; i++) assertThat(scores[i]).isZero();
  }

  @Test
  void a_short_series_is_refused() {
    var few = series(0).first(SeriesModel.FEWEST_BUCKETS - 1);
    assertThatThrownBy(() -> SeriesModel.learn(few, 1)).hasMessageContaining("at least 96");
  }

  @Test
  void a_constant_series_has_no_anomalies() throws InterruptedException {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < 200; i++) samples.add(new Sample(START.plus(BUCKET.multipliedBy(i)), 45));
    var series = TimeSeries.of(samples, BUCKET);
    var model = SeriesModel.learn(series, 1);
    assertThat(AnomalyRule.DEFAULT.anomalies(series, model.expected(series, Scale.of(series))))
        .isEmpty();
  }
}
