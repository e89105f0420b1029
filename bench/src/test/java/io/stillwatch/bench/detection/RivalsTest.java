// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rivals on an hourly job whose runs stop 60 hours after the beginning, ten into the test.
class RivalsTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int HISTORY = 50;
  private static final int RUNS = 60;
  private static final int END = 80;

  @ParameterizedTest
  @CsvSource({
    "0, 1  , 0.36788",
    "0, 7  , 0.00091",
    "1, 1  , 0.73576",
    "3, 2.5, 0.75758",
    "0, 0  , 1"
  })
  void low_count_is_the_lower_tail_of_a_poisson_distribution(
      double count, double mean, double probability) {
    assertThat(LowCount.atMost(count, mean)).isCloseTo(probability, within(1e-5));
  }

  @Test
  void low_count_does_not_see_that_one_run_a_bucket_stops() {
    assertThat(alarms(new LowCount())).isEmpty();
    assertThat(new LowCount().scores(trace()).alarms(0.4)).hasSize(1);
  }

  @Test
  void the_gap_rule_waits_a_tenth_and_a_quarter_of_an_hour_longer_than_the_longest_gap() {
    var last = START.plus(Duration.ofHours(RUNS)).minus(Duration.ofMinutes(30));
    var limit = last.plus(Duration.ofMinutes(66 + 15));
    var alarms = alarms(new GapRule());
    assertThat(alarms).hasSize(1);
    assertThat(alarms.getFirst().at()).isBetween(limit, limit.plus(Duration.ofMinutes(3)));
  }

  @Test
  void the_mean_is_far_away_once_nothing_runs() {
    var alarms = alarms(new ConstantMean());
    assertThat(alarms).hasSize(1);
    assertThat(alarms.getFirst().at()).isEqualTo(START.plus(Duration.ofHours(RUNS + 1)));
  }

  @Test
  void a_forest_finds_what_differs_and_is_the_same_for_the_same_seed() {
    var alarms = alarms(new RandomCutForestRival(1));
    assertThat(alarms).isNotEmpty().isEqualTo(alarms(new RandomCutForestRival(1)));
    assertThat(alarms.getFirst().at()).isAfter(START.plus(Duration.ofHours(RUNS)));
  }

  @ParameterizedTest
  @CsvSource({
    "'0 80 90 10 76', 2",
    "'80 80 80'     , 1",
    "'74 74.9'      , 0",
    "'75'           , 1"
  })
  void an_alarm_is_raised_when_a_score_rises_to_the_threshold(String scores, int alarms) {
    var series = new ScoreSeries.Builder();
    var at = START;
    for (var score : List.of(scores.split(" ", -1))) {
      series.add(at, Double.parseDouble(score));
      at = at.plus(Duration.ofHours(1));
    }
    assertThat(series.build(Duration.ofHours(2)).alarms(75)).hasSize(alarms);
  }

  @Test
  void scores_far_apart_are_two_alarms() {
    var series = new ScoreSeries.Builder();
    series.add(START, 80);
    series.add(START.plus(Duration.ofHours(5)), 80);
    assertThat(series.build(Duration.ofHours(2)).alarms(75)).hasSize(2);
  }

  private static List<Alarm> alarms(Rival rival) {
    return rival.scores(trace()).alarms(rival.usualThreshold());
  }

  /// A run in the middle of each hour.
  private static Trace trace() {
    var buckets = new ArrayList<Trace.Bucket>();
    var runs = new ArrayList<Instant>();
    for (int hour = 0; hour < END; hour++) {
      var until = START.plus(Duration.ofHours(hour + 1));
      boolean ran = hour < RUNS;
      buckets.add(new Trace.Bucket(until, ran ? 1 : 0, 0));
      if (ran) runs.add(until.minus(Duration.ofMinutes(30)));
    }
    var test =
        new Interval(START.plus(Duration.ofHours(HISTORY)), START.plus(Duration.ofHours(END)));
    var spec = new SeriesSpec(PeriodClass.HOURLY, false, SeriesKind.COMMAND, Fault.STOP);
    return new Trace(spec, test, buckets, runs);
  }
}
