// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.job.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarFileTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Interval YEARS = between("2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z");

  @TempDir private Path folder;

  private List<Interval> read(String text) throws Exception {
    return CalendarFile.read(
        Files.writeString(folder.resolve("holidays.ics"), text), BERLIN, YEARS);
  }

  private List<Interval> event(String... lines) throws Exception {
    return read(calendar("BEGIN:VEVENT\n" + String.join("\n", lines) + "\nEND:VEVENT\n"));
  }

  private static String calendar(String events) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN\n" + events + "END:VCALENDAR\n";
  }

  private static Interval between(String from, String until) {
    return new Interval(Instant.parse(from), Instant.parse(until));
  }

  @Test
  void a_whole_day_is_one_of_the_zone_of_the_calendar() throws Exception {
    assertThat(event("DTSTART;VALUE=DATE:20261225"))
        .containsExactly(between("2026-12-24T23:00:00Z", "2026-12-25T23:00:00Z"));
    assertThat(event("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227"))
        .containsExactly(between("2026-12-24T23:00:00Z", "2026-12-26T23:00:00Z"));
  }

  @Test
  void a_day_on_which_clocks_are_set_has_23_or_25_hours() throws Exception {
    assertThat(event("DTSTART;VALUE=DATE:20260329"))
        .containsExactly(between("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
    assertThat(event("DTSTART;VALUE=DATE:20261025"))
        .containsExactly(between("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
  }

  @Test
  void a_day_recurs_each_year_also_if_it_began_long_before() throws Exception {
    assertThat(event("DTSTART;VALUE=DATE:19700501", "RRULE:FREQ=YEARLY"))
        .containsExactly(
            between("2026-04-30T22:00:00Z", "2026-05-01T22:00:00Z"),
            between("2027-04-30T22:00:00Z", "2027-05-01T22:00:00Z"));
  }

  @Test
  void a_time_is_in_its_own_zone_in_utc_or_in_that_of_the_calendar() throws Exception {
    assertThat(event("DTSTART;TZID=America/New_York:20260601T220000", "DURATION:PT2H"))
        .containsExactly(between("2026-06-02T02:00:00Z", "2026-06-02T04:00:00Z"));
    assertThat(event("DTSTART:20260601T220000Z", "DTEND:20260602T000000Z"))
        .containsExactly(between("2026-06-01T22:00:00Z", "2026-06-02T00:00:00Z"));
    assertThat(event("DTSTART:20260601T220000", "DTEND:20260602T000000"))
        .containsExactly(between("2026-06-01T20:00:00Z", "2026-06-01T22:00:00Z"));
  }

  @Test
  void a_weekly_time_keeps_its_hour_when_clocks_are_set() throws Exception {
    var rule = "RRULE:FREQ=WEEKLY;COUNT=2";
    assertThat(event("DTSTART;TZID=Europe/Berlin:20260322T030000", "DURATION:PT1H", rule))
        .containsExactly(
            between("2026-03-22T02:00:00Z", "2026-03-22T03:00:00Z"),
            between("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"));
  }

  @Test
  void a_cancelled_event_and_an_excepted_date_are_left_out() throws Exception {
    assertThat(event("DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED")).isEmpty();
    assertThat(
            event(
                "DTSTART;VALUE=DATE:20260501",
                "RRULE:FREQ=YEARLY;COUNT=2",
                "EXDATE;VALUE=DATE:20270501"))
        .hasSize(1);
  }

  @Test
  void events_that_touch_are_one_time() throws Exception {
    var two =
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nEND:VEVENT\n"
            + "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261226\nEND:VEVENT\n";
    assertThat(read(calendar(two))).hasSize(1);
  }

  @Test
  void a_broken_file_is_named_with_its_line_and_what_to_do() {
    broken("hello", ":1: ", "no event");
    broken(calendar(""), ":1: ", "no event");
    broken("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\n", ":2: ", "not end");
    broken(calendar("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n"), ":4: ", "no DTSTART");
    broken(calendar("BEGIN:VEVENT\nDTSTART:tomorrow\nEND:VEVENT\n"), ":5: ", "DTSTART");
    broken(
        calendar("BEGIN:VEVENT\nDTSTART:20260601T220000Z\nDTEND:20260601T210000Z\nEND:VEVENT\n"),
        ":4: ",
        "no length");
    broken(
        calendar(
            "BEGIN:VEVENT\nDTSTART:20260601T220000Z\nDURATION:PT1M\n"
                + "RRULE:FREQ=MINUTELY\nEND:VEVENT\n"),
        ":4: ",
        "more than 5000 times");
  }

  private void broken(String text, String... words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("holidays.ics")
        .hasMessageContainingAll(words);
  }
}
