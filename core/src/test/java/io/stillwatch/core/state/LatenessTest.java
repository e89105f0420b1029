// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {
  private static Lateness of(String minutes) {
    var lateness = Lateness.NONE;
    for (var minute : minutes.split(" ", -1))
      lateness = lateness.with(Duration.ofMinutes(Integer.parseInt(minute)));
    return lateness;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "four runs are too few, 9 9 9 9, ",
    "one late run changes nothing, 0 0 0 0 90, 0",
    "what came twice is usual, 0 0 0 80 90, 80",
    "steady lateness is usual, 20 20 20 20 20 20, 20"
  })
  void the_usual_lateness_came_twice(String what, String minutes, Integer usual) {
    assertThat(of(minutes).usual())
        .isEqualTo(Optional.ofNullable(usual).map(m -> Duration.ofMinutes(m)));
  }

  @ParameterizedTest(name = "{0} late runs of 60: {1} minutes")
  @CsvSource({"1, 0", "2, 0", "3, 90"})
  void of_many_runs_one_in_twenty_must_have_been_late(int late, int usual) {
    var lateness = Lateness.NONE;
    for (int i = 0; i < 60; i++) lateness = lateness.with(Duration.ofMinutes(i < late ? 90 : 0));
    assertThat(lateness.usual()).contains(Duration.ofMinutes(usual));
  }

  @Test
  void seconds_and_early_runs_are_not_lateness() {
    var lateness = Lateness.NONE;
    for (int i = 0; i < 5; i++)
      lateness = lateness.with(Duration.ofSeconds(i % 2 == 0 ? 59 : -900));
    assertThat(lateness.usual()).contains(Duration.ZERO);
  }

  @Test
  void old_lateness_is_forgotten() {
    var lateness = of("90 90 90");
    for (int i = 0; i < 60; i++) lateness = lateness.with(Duration.ZERO);
    assertThat(lateness.usual()).contains(Duration.ZERO);
    assertThat(lateness.minutes()).hasSize(60);
  }
}
