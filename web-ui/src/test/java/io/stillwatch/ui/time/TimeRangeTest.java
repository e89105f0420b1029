// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeRangeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @Test
  void an_address_without_a_range_asks_for_seven_days() {
    var interval = TimeRange.of(Map.of()).at(NOW, BERLIN);
    assertThat(interval.from()).isEqualTo(NOW.minus(Duration.ofDays(7)));
    assertThat(interval.until()).isEqualTo(NOW);
  }

  @Test
  void today_begins_at_midnight_of_the_zone() {
    assertThat(TimeRange.Quick.TODAY.range().at(NOW, BERLIN).from())
        .isEqualTo(Instant.parse("2026-11-21T23:00:00Z"));
  }

  @Test
  void absolute_ranges_survive_their_address() {
    var range = TimeRange.absolute(NOW.minusSeconds(60), NOW);
    var parameters = Map.of("from", List.of(range.from()), "to", List.of(range.to()));
    assertThat(TimeRange.of(parameters)).isEqualTo(range);
    assertThat(range.parameters()).containsEntry("to", NOW.toString());
  }

  @Test
  void nonsense_falls_back_to_the_default() {
    assertThat(TimeRange.of(Map.of("from", List.of("last week")))).isEqualTo(TimeRange.DEFAULT);
    assertThat(TimeRange.of(Map.of("from", List.of("now-99999d")))).isEqualTo(TimeRange.DEFAULT);
    assertThat(TimeRange.of(Map.of("from", List.of("")))).isEqualTo(TimeRange.DEFAULT);
  }

  @Test
  void a_range_that_ends_before_it_begins_still_has_a_length() {
    var interval = TimeRange.absolute(NOW, NOW.minusSeconds(60)).at(NOW, BERLIN);
    assertThat(interval.from()).isBefore(interval.until());
  }

  @Test
  void every_quick_range_is_recognised_in_its_own_address() {
    for (var quick : TimeRange.Quick.values()) {
      assertThat(quick.range().quick()).contains(quick);
      assertThat(TimeRange.understands(quick.range().from())).isTrue();
    }
  }
}
