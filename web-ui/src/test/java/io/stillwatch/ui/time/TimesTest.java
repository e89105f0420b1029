// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private final Times times = new Times(NOW, ZoneId.of("Europe/Berlin"));

  @Test
  void absolute_times_are_in_the_zone() {
    assertThat(times.stamp(Instant.parse("2026-11-21T01:00:07Z"))).isEqualTo("2026-11-21 02:00:07");
    assertThat(times.weekday(Instant.parse("2026-11-21T01:00:07Z")))
        .isEqualTo("Sat 2026-11-21 02:00");
    assertThat(times.zoneLabel()).isEqualTo("Europe/Berlin (UTC+01:00)");
  }

  @Test
  void relative_times_have_two_units_and_rough_ones_have_one() {
    var before = NOW.minus(Duration.ofHours(220));
    assertThat(times.relative(before)).isEqualTo("9 d 4 h ago");
    assertThat(times.rough(before)).isEqualTo("9 d ago");
    assertThat(times.relative(NOW.plus(Duration.ofMinutes(1020)))).isEqualTo("in 17 h");
    assertThat(times.rough(NOW.plus(Duration.ofMinutes(1021)))).isEqualTo("in 17 h");
    assertThat(times.relative(NOW)).isEqualTo("now");
  }

  @Test
  void the_ends_of_the_time_line_are_no_times() {
    assertThat(times.relative(Instant.MIN)).isEqualTo("never");
    assertThat(times.rough(Instant.MAX)).isEqualTo("never");
    assertThat(times.stamp(Instant.EPOCH)).isEqualTo("never");
    assertThat(times.age(Instant.MIN)).isEqualTo("ever");
  }

  @Test
  void sizes_are_in_powers_of_1024() {
    assertThat(Sizes.words(0)).isEqualTo("0 B");
    assertThat(Sizes.words(1023)).isEqualTo("1023 B");
    assertThat(Sizes.words(1536)).isEqualTo("1.5 KiB");
    assertThat(Sizes.words(9_640_000_000L)).isEqualTo("9.0 GiB");
    assertThat(Sizes.words(-5)).isEqualTo("0 B");
  }
}
