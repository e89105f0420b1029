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
  void other_text_stays() {
    assertThat(Printable.line("Grüße 日本 🎉 \\x1b")).isEqualTo("Grüße 日本 🎉 \\x1b");
    assertThat(Printable.lines("a\n\tb\u001b")).isEqualTo("a\n\tb\\x1b");
  }
}
