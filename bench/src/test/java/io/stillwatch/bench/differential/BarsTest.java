// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.stillwatch.bench.differential.Differential.Row;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarsTest {
  private static Row row(String program, int equal) {
    return new Row(program, 1000, equal, List.of());
  }

  @Test
  void the_lowest_row_of_a_kind_counts() {
    var rows =
        List.of(
            row("cron_debian_system", 1000),
            row("cron_debian_user", 999),
            row("systemd_timer", 998),
            row("systemd_calendar", 1000),
            row("shell", 900),
            row("remedies_cron_debian_system", 1000),
            row("remedies_logrotate", 997));
    assertThat(Bars.lowest(rows))
        .containsExactly(
            entry("cron_debian_equal", 0.999),
            entry("systemd_equal", 0.998),
            entry("remedies_right", 0.997));
  }

  @ParameterizedTest
  @CsvSource({
    "cron_debian_user, 998, true",
    "cron_debian_user, 997, false",
    "cron_cronie_system, 997, false",
    "anacron, 997, false",
    "logrotate, 990, true",
    "logrotate, 989, false",
    "systemd_service, 989, false",
    "remedies_anacron, 999, false",
    "remedies_anacron, 1000, true",
    "shell, 1, true",
  })
  void a_share_below_its_bar_is_missed(String program, int equal, boolean reached) {
    assertThat(Bars.missed(List.of(row(program, equal))).isEmpty()).isEqualTo(reached);
  }
}
