// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.testing.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HabitHistoryTest {
  private static final HabitHistory NEW = HabitHistory.from(Sample.MONDAY);

  private static HabitHistory weeks(int ran, int missed) {
    var habit = NEW;
    for (int i = 0; i < ran; i++) habit = habit.with(5, true, Sample.day(i));
    for (int i = 0; i < missed; i++) habit = habit.with(5, false, Sample.day(ran + i));
    return habit;
  }

  @ParameterizedTest(name = "ran {0} weeks, missed {1}: {3} of {2}")
  @CsvSource({
    "3, 1, 4, 3",
    "12, 0, 12, 12",
    "13, 0, 6, 7", // halved: 13 / 2, and the runs rounded up
    "6, 7, 6, 3",
  })
  void counts_are_halved_before_they_overflow(int ran, int missed, int passed, int kept) {
    assertThat(weeks(ran, missed).passed(5)).isEqualTo(passed);
    assertThat(weeks(ran, missed).kept(5)).isEqualTo(kept);
  }

  @Test
  void other_hours_are_not_counted() {
    assertThat(weeks(3, 1).passed(4)).isZero();
    assertThat(weeks(3, 1).kept(6)).isZero();
  }

  @Test
  void an_hour_is_counted_through_its_end() {
    assertThat(NEW.countedThrough()).isEqualTo(Sample.MONDAY);
    assertThat(weeks(2, 0).countedThrough()).isEqualTo(Sample.day(1));
    assertThat(NEW.countedThrough(Sample.day(9)).countedThrough()).isEqualTo(Sample.day(9));
  }

  @Test
  void a_count_leaves_the_history_before_it_alone() {
    var before = weeks(1, 0);
    before.with(5, true, Sample.day(9));
    assertThat(before).isEqualTo(weeks(1, 0)).isNotEqualTo(weeks(2, 0));
  }

  @Test
  void learning_again_notes_the_time_and_keeps_the_counts() {
    var learned = weeks(3, 1).learnedThrough(Sample.day(7));
    assertThat(learned.learnedThrough()).isEqualTo(Sample.day(7));
    assertThat(learned.kept(5)).isEqualTo(3);
    assertThat(learned.with(5, true, Sample.day(9)).learnedThrough()).isEqualTo(Sample.day(7));
  }
}
