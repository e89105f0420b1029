// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void what_a_terminal_would_obey_is_shown_as_an_escape() {
    Map.of(
            "a\u001b[2Jb", "a\\x1b[2Jb",
            "\u001b]52;c;YQ==\u0007", "\\x1b]52;c;YQ==\\x07",
            "one\nERROR two", "one\\nERROR two",
            "a\rb\tc", "a\\rb\\tc",
            "a\u202eb", "a\\u202eb",
            "\u009b31m", "\\x9b31m",
            "a\u2028b\u200bc", "a\\u2028b\\u200bc",
            "\u007f", "\\x7f")
        .forEach((text, shown) -> assertThat(Printable.line(text)).isEqualTo(shown));
  }

  @Test
  void hidden_characters_beyond_the_first_plane_and_halves_of_characters_are_escaped_too() {
    assertThat(Printable.line("a" + Character.toString(0xE0041) + "b"))
        .isEqualTo("a\\udb40\\udc41b");
    assertThat(Printable.line("a\ud83db")).isEqualTo("a\\ud83db");
  }

  @Test
  void joiners_stay_where_they_are_seen() {
    assertThat(Printable.line("👨\u200d👩\u200d👧 می\u200cخواهم a\u200db"))
        .isEqualTo("👨\u200d👩\u200d👧 می\u200cخواهم a\\u200db");
  }

  @Test
  void a_document_of_json_means_the_same() {
    assertThat(Printable.json("{\n  \"a\": \"\u009b31m \u202e ü \\u001b\"\n}"))
        .isEqualTo("{\n  \"a\": \"\\u009b31m \\u202e ü \\u001b\"\n}");
  }

  @Test
  void other_text_stays() {
    assertThat(Printable.line("Grüße 日本 🎉 \\x1b")).isEqualTo("Grüße 日本 🎉 \\x1b");
    assertThat(Printable.lines("a\n\tb\u001b")).isEqualTo("a\n\tb\\x1b");
  }
}
