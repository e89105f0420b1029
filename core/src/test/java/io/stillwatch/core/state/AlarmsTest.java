// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.testing.Sample;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static Alarm at(double day, double score) {
    return Alarm.noticed(Sample.day(day), Symptom.VOLUME, score, 75);
  }

  @Test
  void an_alarm_that_goes_on_keeps_its_beginning_and_its_peak() {
    var alarms = Alarms.NONE.with(at(1, 80)).with(at(2, 95)).with(at(3, 85));
    assertThat(alarms.current()).contains(Alarm.noticed(Sample.day(1), Symptom.VOLUME, 95, 75));
  }

  @Test
  void another_symptom_is_another_alarm() {
    var rhythm = Alarm.noticed(Sample.day(2), Symptom.RHYTHM, 80, 75);
    var alarms = Alarms.NONE.with(at(1, 80)).with(rhythm);
    assertThat(alarms.recent()).hasSize(2);
    assertThat(alarms.recent().getFirst().goesOn()).isFalse();
    assertThat(alarms.current()).contains(rhythm);
  }

  @Test
  void what_was_over_for_30_days_is_forgotten() {
    var alarms = Alarms.NONE.with(at(1, 80)).ended(Sample.day(2));
    assertThat(alarms.ended(Sample.day(31)).recent()).hasSize(1);
    assertThat(alarms.ended(Sample.day(33)).recent()).isEmpty();
  }

  @Test
  void one_that_goes_on_is_never_forgotten() {
    var alarms = Alarms.NONE.with(at(1, 80)).opened(Sample.day(1)).with(at(181, 80));
    assertThat(alarms.current().flatMap(Alarm::openedAt)).contains(Sample.day(1));
  }

  @Test
  void of_more_than_sixteen_the_weakest_is_forgotten() {
    var alarms = Alarms.NONE;
    for (int i = 0; i < 40; i++)
      alarms = alarms.with(at(i * 0.1, 99 - i * 0.5)).ended(Sample.day(i * 0.1 + 0.05));
    assertThat(alarms.recent()).hasSize(16);
    assertThat(alarms.recent().getFirst().peak()).isEqualTo(99);
  }
}
