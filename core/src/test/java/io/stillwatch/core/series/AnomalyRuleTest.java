// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnomalyRuleTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final Duration BUCKET = Duration.ofMinutes(10);
  private static final int LENGTH = 300;

  /// Alternates between -1 and 1, with a value of its own from a bucket on; NaN leaves it out.
  private static TimeSeries series(int from, int count, double value) {
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < LENGTH; i++) {
      double v = i >= from && i < from + count ? value : i % 2 == 0 ? 1 : -1;
      if (!Double.isNaN(v)) samples.add(new Sample(START.plus(BUCKET.multipliedBy(i)), v));
    }
    return TimeSeries.of(samples, BUCKET);
  }

  private static List<SeriesAnomaly> anomalies(TimeSeries series, AnomalyRule rule) {
    var expected = new double[series.buckets()];
    Arrays.fill(expected, 0);
    return rule.anomalies(series, expected);
  }

  @Test
  void an_interval_holds_what_stands_out_with_what_was_expected() {
    var found = anomalies(series(150, 3, 20), AnomalyRule.DEFAULT);
    assertThat(found).hasSize(1);
    var anomaly = found.getFirst();
    assertThat(anomaly.start()).isBetween(at(149), at(151));
    assertThat(anomaly.end()).isBetween(at(153), at(155));
    assertThat(anomaly.observed()).isEqualTo(20);
    assertThat(anomaly.expected()).isZero();
    assertThat(anomaly.score()).isBetween(25.0, 100.0);
  }

  @Test
  void widening_adds_to_both_sides() {
    var found = anomalies(series(150, 3, 20), new AnomalyRule(4, 10)).getFirst();
    assertThat(found.start()).isBetween(at(139), at(141));
    assertThat(found.end()).isBetween(at(162), at(164));
  }

  @Test
  void as_usual_is_no_anomaly() {
    assertThat(anomalies(series(0, 0, 0), AnomalyRule.DEFAULT)).isEmpty();
  }

  @Test
  void a_gap_is_no_anomaly_and_hides_none() {
    assertThat(anomalies(series(40, 30, Double.NaN), AnomalyRule.DEFAULT)).isEmpty();
  }

  @Test
  void scores_grow_with_the_error() {
    assertThat(SeriesScore.of(0)).isZero();
    assertThat(SeriesScore.of(1)).isEqualTo(25);
    assertThat(SeriesScore.of(2)).isEqualTo(75);
    assertThat(SeriesScore.of(4)).isEqualTo(87.5);
    assertThat(SeriesScore.of(1e9)).isLessThan(100);
  }

  private static Instant at(int bucket) {
    return START.plus(BUCKET.multipliedBy(bucket));
  }
}
