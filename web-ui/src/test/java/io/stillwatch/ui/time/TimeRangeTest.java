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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "now-1d/d, 2026-11-20T23:00:00Z",
    "now/w, 2026-11-15T23:00:00Z",
    "now-1w/w, 2026-11-08T23:00:00Z",
    "now-10h/d, 2026-11-20T23:00:00Z",
    "now-15m, 2026-11-22T07:45:00Z",
    "2026-11-18, 2026-11-17T23:00:00Z",
    "2026-11-18T10:00:00Z, 2026-11-18T10:00:00Z",
  })
  void ends_are_written_as_in_kibana(String token, Instant start) {
    var range = TimeRange.of(Map.of("from", List.of(token)));
    assertThat(range.from()).isEqualTo(token);
    assertThat(range.at(NOW, BERLIN).from()).isEqualTo(start);
  }

  @ParameterizedTest
  @CsvSource({
    "now/d, 2026-11-22T23:00:00Z",
    "now-1d/d, 2026-11-21T23:00:00Z",
    "now/w, 2026-11-22T23:00:00Z",
    "now-1w/w, 2026-11-15T23:00:00Z",
    "now-10h/d, 2026-11-21T23:00:00Z",
    "now-28d/d, 2026-10-25T23:00:00Z",
    "2026-10-25, 2026-10-25T23:00:00Z", // a day of 25 hours
    "2026-11-18, 2026-11-18T23:00:00Z",
    "now, 2026-11-22T08:00:00Z",
    "now-15m, 2026-11-22T07:45:00Z",
    "2026-11-18T10:00:00Z, 2026-11-18T10:00:00Z",
  })
  void a_range_ends_with_the_day_or_week_that_it_names(String token, Instant end) {
    var range = TimeRange.of(Map.of("from", List.of("now-90d"), "to", List.of(token)));
    assertThat(range.at(NOW, BERLIN).until()).isEqualTo(end);
  }

  @Test
  void yesterday_ends_when_today_begins_also_when_the_clock_changes() {
    var sunday = Instant.parse("2026-10-25T22:30:00Z"); // a day of 25 hours
    var yesterday = TimeRange.Quick.YESTERDAY.range().at(sunday, BERLIN);
    assertThat(yesterday.from()).isEqualTo(Instant.parse("2026-10-23T22:00:00Z"));
    assertThat(yesterday.until()).isEqualTo(Instant.parse("2026-10-24T22:00:00Z"));
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
