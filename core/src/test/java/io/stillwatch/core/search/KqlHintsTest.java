// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KqlHintsTest {
  private static final LogFields FIELDS =
      new LogFields(
          new TreeMap<>(
              Map.of(
                  "@timestamp", LogFields.Type.DATE,
                  "host.name", LogFields.Type.KEYWORD,
                  "log.level", LogFields.Type.KEYWORD,
                  "message", LogFields.Type.TEXT,
                  "process.command_line", LogFields.Type.KEYWORD,
                  "process.pid", LogFields.Type.NUMBER)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "host.name: ops-1                    | ~~",
        "host.nam: ops-1                     | No field is called host.nam. Did you mean host.name?",
        "level: error                        | No field is called level. Did you mean log.level?",
        "colour: red                         | No field is called colour.",
        "not (hostname: x)                   | No field is called hostname. Did you mean host.name?",
        "log.level: Error                    | log.level matches upper and lower case exactly.",
        "message: Error                      | ~~",
        "host.name:[a TO z]                  | Ranges are written as host.name >= a and host.name <= b.",
        "message: /web.*/                    | ~~",
        "message: /web/                      | Regular expressions are not searched; use * for any characters.",
        "process.pid: abc                    | process.pid holds numbers, so abc matches nothing.",
        "message: \"rot*\"                   | Within quotes * is an ordinary character; leave the quotes out to use it.",
      })
  void a_query_that_may_surprise_has_a_hint(String kql, String hint) {
    var hints = new KqlHints(FIELDS).of(KqlQuery.parse(kql, FIELDS));
    assertThat(String.join(" ", hints)).isEqualTo(hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "process.pid > abc              | 15 | Expected a number",
        "a: b and process.pid <= x      | 25 | Expected a number",
        "@timestamp >= foo              | 15 | Expected a date such as",
        "@timestamp: yesterday          | 13 | Expected a date such as",
        "process.pid: >5                | 14 | Ranges have no colon (process.pid > 5)",
        "message: *rot                  | 10 | Expected a letter before *",
        "process.command_line: *rot     | 23 | Expected a letter before *",
        "*rot                           | 1  | Expected a letter before *",
        "no.such: *x                    | 10 | Expected a letter before *",
      })
  void a_value_that_does_not_fit_is_an_error_at_its_column(String kql, int column, String text) {
    assertThatThrownBy(() -> KqlQuery.parse(kql, FIELDS))
        .isInstanceOfSatisfying(
            KqlException.class, error -> assertThat(error.column()).isEqualTo(column))
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @CsvSource({
    "process.pid >= 4711",
    "process.pid > -1.5e3",
    "@timestamp: 2026",
    "@timestamp: 2026-11-20",
    "@timestamp >= \"2026-11-20T02:30:00.123Z\"",
    "@timestamp >= \"2026-11-20T02:30+01:00\"",
    "@timestamp < now-7d/d",
    "@timestamp > 1763596800000",
    "host.name: *mysql",
    "log.level: *",
    "unknown > abc",
  })
  void a_value_that_fits_is_accepted(String kql) {
    assertThat(KqlQuery.parse(kql, FIELDS)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host.name: \"ops-1\"       | host.name is \"ops-1\"",
        "message: \"rotating log\"  | message has the phrase \"rotating log\"",
        "host.name: ops*            | host.name fits ops*",
      })
  void a_phrase_on_a_keyword_is_the_whole_value(String kql, String words) {
    assertThat(KqlQuery.parse(kql).inWords(FIELDS)).isEqualTo(words);
  }
}
