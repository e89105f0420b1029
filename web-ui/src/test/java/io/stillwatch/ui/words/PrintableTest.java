// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void ordinary_text_is_shown_as_it_is() {
    assertThat(Printable.of("Größe: 5 €\n\tnext <b>line</b>"))
        .isEqualTo("Größe: 5 €\n\tnext <b>line</b>");
  }

  @Test
  void what_cannot_be_seen_is_escaped() {
    assertThat(Printable.of("\u001b[31mred\u0000")).isEqualTo("\\x1b[31mred\\x00");
    assertThat(Printable.of("a\rb")).isEqualTo("a\\x0db");
  }

  @Test
  void what_turns_the_direction_of_text_is_escaped() {
    assertThat(Printable.of("user\u202egnp.exe")).isEqualTo("user\\u202egnp.exe");
  }
}
