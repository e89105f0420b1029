// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {
  private static final Instant START = Instant.parse("2026-03-28T00:00:00Z");
  private static final Interval TEST = new Interval(START, hour(100));
  private static final Duration GRACE = Duration.ofHours(1);
  private static final Duration PERIOD = Duration.ofHours(10);

  /// The fault shows from hour 20 to hour 40.
  @ParameterizedTest
  @CsvSource({
    "''            , 0, 0, 0, nothing is said",
    "23            , 1, 0, 0, found",
    "20            , 1, 0, 0, found at its due time",
    "23 25 39      , 1, 0, 2, found and repeated",
    "19            , 0, 1, 0, too early to be about the fault",
    "19 23         , 1, 1, 0, a false alarm does not hide the right one",
    "40            , 0, 0, 0, within a period after the fault",
    "49            , 0, 0, 0, within a period after the fault",
    "50            , 0, 1, 0, more than a period after the fault",
    "101           , 0, 0, 0, after the test"
  })
  void alarms_are_held_against_the_fault(
      String hours, int found, int wrong, int repeated, String why) {
    var judgement =
        Judgement.of(List.of(new Interval(hour(20), hour(40))), TEST, alarms(hours), GRACE, PERIOD);
    assertThat(judgement.faults()).isEqualTo(1);
    assertThat(judgement.found()).as(why).hasSize(found);
    assertThat(judgement.falseAlarms()).as(why).isEqualTo(wrong);
    assertThat(judgement.repeated()).as(why).isEqualTo(repeated);
  }

  @Test
  void a_delay_counts_from_the_due_time_plus_grace_to_the_first_alarm() {
    var judgement =
        Judgement.of(
            List.of(new Interval(hour(20), hour(40))), TEST, alarms("26 30"), GRACE, PERIOD);
    assertThat(judgement.found().getFirst().hours()).isEqualTo(5);
    assertThat(judgement.found().getFirst().periods()).isEqualTo(0.5);
  }

  @Test
  void each_fault_of_a_series_is_found_for_itself() {
    var faulty = List.of(new Interval(hour(20), hour(25)), new Interval(hour(60), hour(65)));
    var judgement = Judgement.of(faulty, TEST, alarms("61"), GRACE, PERIOD);
    assertThat(judgement.recall()).isEqualTo(0.5);
    assertThat(judgement.finds(hour(60))).isTrue();
    assertThat(judgement.finds(hour(20))).isFalse();
  }

  @Test
  void where_nothing_is_owed_every_alarm_is_false() {
    assertThat(Judgement.of(List.of(), TEST, alarms("5 6"), GRACE, PERIOD).falseAlarms())
        .isEqualTo(2);
  }

  @Test
  void figures_of_a_sum() {
    var fault = List.of(new Interval(hour(20), hour(40)));
    var sum =
        Judgement.sum(
            List.of(
                Judgement.of(fault, TEST, alarms("21 22"), GRACE, PERIOD),
                Judgement.of(fault, TEST, alarms("5"), GRACE, PERIOD)));
    assertThat(sum.recall()).isEqualTo(0.5);
    assertThat(sum.precision()).isEqualTo(0.5);
    assertThat(sum.f1()).isEqualTo(0.5);
    assertThat(sum.alertsPerFault()).isEqualTo(1);
  }

  private static List<Alarm> alarms(String hours) {
    return Stream.of(hours.split(" ", -1))
        .filter(hour -> !hour.isBlank())
        .map(hour -> new Alarm(hour(Integer.parseInt(hour)), false, 1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.5, 3", "0.95, 5", "1, 5"})
  void a_quantile_is_one_of_the_values(double quantile, double expected) {
    var values = IntStream.rangeClosed(1, 5).asDoubleStream().toArray();
    assertThat(Figures.quantile(values, quantile)).isEqualTo(expected);
  }

  private static Instant hour(int number) {
    return START.plus(Duration.ofHours(number));
  }
}
