// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSignsTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  private static HostSigns every(int minutes, int until) {
    var signs = HostSigns.NONE;
    for (int minute = 0; minute <= until; minute += minutes) signs = signs.lineAt(at(minute));
    return signs;
  }

  @Test
  void the_last_sign_is_the_newer_of_line_and_snapshot() {
    assertThat(HostSigns.NONE.last()).isEqualTo(Instant.MIN);
    assertThat(HostSigns.NONE.lineAt(at(5)).snapshotAt(at(9)).last()).isEqualTo(at(9));
    assertThat(HostSigns.NONE.lineAt(at(9)).snapshotAt(at(5)).last()).isEqualTo(at(9));
  }

  @Test
  void an_older_line_changes_nothing() {
    var signs = every(1, 10);
    assertThat(signs.lineAt(at(4))).isSameAs(signs);
    assertThat(signs.snapshotAt(at(4)).snapshotAt(at(2)).lastSnapshot()).isEqualTo(at(4));
  }

  @Test
  void a_scheduler_is_heard_from_its_first_line_to_its_last() {
    var signs = HostSigns.NONE.cronAt(at(5)).cronAt(at(9)).systemdAt(at(12)).cronAt(at(3));
    assertThat(signs.cron().heardSince()).isEqualTo(at(3));
    assertThat(signs.cron().lastHeard()).isEqualTo(at(9));
    assertThat(signs.systemd())
        .isEqualTo(new HostSigns.Daemon(at(12), at(12), List.of(), Intervals.NONE));
    assertThat(signs.lastLine()).isEqualTo(at(12));
    assertThat(HostSigns.NONE.cron().heard()).isFalse();
  }

  @ParameterizedTest(name = "{0}: a line each {1} min makes a usual silence of {2} min")
  @CsvSource({
    "a minute at least, 1, 1",
    "the silence that is reached again and again, 17, 17",
    "also a long one, 240, 240"
  })
  void the_usual_silence_is_what_comes_again(String what, int minutes, int usual) {
    assertThat(every(minutes, minutes * 10).usualGap()).isEqualTo(Duration.ofMinutes(usual));
  }

  @Test
  void two_long_silences_are_not_usual_but_three_are() {
    var signs = every(2, 60).lineAt(at(160)).lineAt(at(260));
    assertThat(signs.usualGap()).isEqualTo(Duration.ofMinutes(2));
    assertThat(signs.lineAt(at(360)).usualGap()).isEqualTo(Duration.ofMinutes(100));
  }

  @Test
  void a_host_may_be_silent_for_an_hour_or_three_times_what_is_usual() {
    assertThat(every(5, 50).tolerance()).isEqualTo(Duration.ofHours(1));
    assertThat(every(60, 600).tolerance()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void a_silence_longer_than_tolerated_is_noted_and_a_shorter_one_is_not() {
    assertThat(every(5, 50).lineAt(at(110)).silent()).isEqualTo(Intervals.NONE);
    assertThat(every(5, 50).lineAt(at(111)).silent().spans())
        .containsExactly(new Interval(at(50), at(111)));
  }

  @Test
  void the_first_line_after_a_boot_is_not_a_silence_that_the_host_is_used_to() {
    var signs = every(5, 50);
    var booted = signs.withOff(new Interval(at(50), at(650))).bootedAt(at(650));
    assertThat(booted.gaps()).isEqualTo(signs.gaps());
    assertThat(booted.silent()).isEqualTo(Intervals.NONE);
    assertThat(booted.off().contains(at(300))).isTrue();
  }

  @Test
  void the_number_of_silences_that_are_kept_is_bounded() {
    assertThat(every(5, 5 * 500).gaps()).hasSize(48);
  }
}
