// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogEvent.RunStarted;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogLinesTest {
  private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

  private final SyslogLines lines = new SyslogLines(ZoneOffset.UTC);

  private SyslogLine read(String text) {
    return lines.read(text, Timeline.from(START));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Jan 15 10:00:01 ops CRON[5]: (root) CMD (true)|2026-01-15T10:00:01Z|ops",
        "Feb  1 10:00:01 ops CRON[5]: (root) CMD (true)|2026-02-01T10:00:01Z|ops",
        "<78>Jan 15 10:00:01 ops CRON[5]: (root) CMD (true)|2026-01-15T10:00:01Z|ops",
        "<78>Jan 15 10:00:01 CRON[5]: (root) CMD (true)|2026-01-15T10:00:01Z|''",
        "Jan 15 10:00:01 ops cron.info CRON[5]: (root) CMD (true)|2026-01-15T10:00:01Z|ops",
        "Jan 15 10:00:01.250 ops CRON[5]: (root) CMD (true)|2026-01-15T10:00:01.250Z|ops",
        "2026-01-15T10:00:01.107303-03:00 ops CRON[5]: (root) CMD (true)|2026-01-15T13:00:01.107303Z|ops",
        "2026-01-15T10:00:01+0200 ops CRON[5]: (root) CMD (true)|2026-01-15T08:00:01Z|ops",
        "2026-01-15T10:00:00Z ops CRON[5]: (root) CMD (true)|2026-01-15T10:00:00Z|ops",
        "<78>1 2026-01-15T10:00:01.5+00:00 ops CRON 5 - - (root) CMD (true)|2026-01-15T10:00:01.500Z|ops",
        "<78>1 2026-01-15T10:00:01Z - CRON 5 - [a@1 b=\"\\]\"] (root) CMD (true)|2026-01-15T10:00:01Z|''",
        "2026-01-15T10:00:01Z ops CRON 5 - -  (root) CMD (true)|2026-01-15T10:00:01Z|ops",
        "- 1768471201 2026.01.15 n1 Jan 15 10:00:01 ops CRON[5]: (root) CMD (true)|2026-01-15T10:00:01Z|ops",
        "janv. 15 10:00:01 ops CRON[5]: (root) CMD (true)|2026-01-15T10:00:01Z|ops",
        "Jan 15 10:00:01 ops CRON[5]: message repeated 3 times: [ (root) CMD (true)]|2026-01-15T10:00:01Z|ops",
      })
  void every_layout_tells_the_same(String text, Instant at, String host) {
    var line = read(text);
    assertThat(line.at()).isEqualTo(at);
    assertThat(line.host()).isEqualTo(host);
    assertThat(line.event()).isEqualTo(new RunStarted("root", "true", 5));
    assertThat(line.dated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a continuation of the line before",
        "Feb 30 10:00:00 ops CRON[5]: a",
        "Jan 15 25:00:00 ops CRON[5]: a",
        "2026-02-30T10:00:00Z ops CRON[5]: a",
        "{\"MESSAGE\":\"cut",
        "<78>",
        "<78>1 ",
        "\u0000\u0001",
      })
  void a_line_without_a_time_takes_that_of_the_line_before(String text) {
    var line = read(text);
    assertThat(line.at()).isEqualTo(START);
    assertThat(line.dated()).isFalse();
    assertThat(line.event()).isInstanceOf(LogEvent.Unparsed.class);
    assertThat(line.text()).isEqualTo(text);
  }

  @Test
  void an_empty_line_is_kept_too() {
    assertThat(read("").event()).isInstanceOf(LogEvent.Unparsed.class);
  }

  @Test
  void the_journal_writes_numbers_as_text_and_messages_as_bytes() {
    var line =
        read(
            "{\"__REALTIME_TIMESTAMP\":\"1768471201500000\",\"_HOSTNAME\":\"ops\","
                + "\"SYSLOG_IDENTIFIER\":\"CRON\",\"_PID\":\"5\","
                + "\"MESSAGE\":[40,114,111,111,116,41,32,67,77,68,32,40,116,114,117,101,41]}");
    assertThat(line.event()).isEqualTo(new RunStarted("root", "true", 5));
    assertThat(line.at()).isEqualTo(Instant.parse("2026-01-15T10:00:01.500Z"));
    assertThat(line.dataset()).isEqualTo("cron.journald");
    assertThat(line.text()).isEqualTo("2026-01-15T10:00:01.500Z ops CRON[5]: (root) CMD (true)");
  }

  @Test
  void a_message_that_was_too_large_for_the_journal_is_null() {
    var line = read("{\"__REALTIME_TIMESTAMP\":\"1768471201500000\",\"MESSAGE\":null}");
    assertThat(line.event()).isEqualTo(new LogEvent.Other(""));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-10T00:00:00Z, Jan 10, 2026-01-10",
    "2026-01-10T00:00:00Z, Dec 31, 2025-12-31", // a clock that was set back
    "2025-12-31T23:00:00Z, Jan  1, 2026-01-01",
    "2025-12-31T23:00:00Z, Aug  1, 2026-08-01", // seven quiet months
    "2024-02-20T00:00:00Z, Feb 29, 2024-02-29",
  })
  void the_year_is_the_one_that_fits_the_lines_before(Instant anchor, String day, String date) {
    var line = lines.read(day + " 10:00:00 ops cron[1]: a", Timeline.from(anchor));
    assertThat(line.at()).isEqualTo(Instant.parse(date + "T10:00:00Z"));
    assertThat(line.flags()).contains("no-year");
  }

  @ParameterizedTest
  @CsvSource({
    "Jan 14, 2026-01-14",
    "Jan 16, 2026-01-16",
    "Jan 20, 2025-01-20",
    "Dec 20, 2025-12-20"
  })
  void a_live_log_is_at_most_two_days_ahead(String day, String date) {
    var now = Instant.parse("2026-01-15T10:00:00Z");
    var line = lines.read(day + " 09:00:00 ops cron[1]: a", Timeline.live(now));
    assertThat(line.at()).isEqualTo(Instant.parse(date + "T09:00:00Z"));
  }

  @Test
  void the_hour_that_occurs_twice_goes_on_instead_of_back() {
    var berlin = new SyslogLines(ZoneId.of("Europe/Berlin"));
    var timeline = Timeline.from(Instant.parse("2026-10-24T00:00:00Z"));
    var first = berlin.read("Oct 25 02:50:00 ops cron[1]: a", timeline);
    var second = berlin.read("Oct 25 02:10:00 ops cron[1]: a", timeline.after(first.at()));
    assertThat(first.at()).isEqualTo(Instant.parse("2026-10-25T00:50:00Z"));
    assertThat(second.at()).isEqualTo(Instant.parse("2026-10-25T01:10:00Z"));
  }

  @Test
  void random_bytes_never_raise_an_exception() {
    var random = new SplittableRandom(11);
    var alphabet = "<>{}[]()\":;-+ .0123456789TZJanDec\\\u00e9\u202e\u0000\ncronCMD*system*";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder(i % 2 == 0 ? "Jan 15 10:00:01 ops CRON[5]: (root) " : "");
      for (int n = random.nextInt(60); n > 0; n--)
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      assertThat(read(text.toString())).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'<78>1 2026-01-15T10:00:01Z h p 1 - [a b=\"'",
    "'Jan 15 10:00:01 h '",
    "'(((('",
    "'- 1768471201 '"
  })
  void a_long_hostile_line_takes_no_time(String beginning) {
    var hostile = beginning + "\\]\" [x y=\"(".repeat(20_000);
    var before = System.nanoTime();
    assertThat(read(hostile)).isNotNull();
    assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
  }
}
