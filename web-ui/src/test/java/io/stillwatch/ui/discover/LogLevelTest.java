// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelTest {
  @ParameterizedTest
  @CsvSource({
    "'',NONE",
    "ERROR,ERROR",
    "FATAL,ERROR",
    "crit,ERROR",
    "Warning,WARNING",
    "WARN,WARNING",
    "Note,INFO",
    "LOG,INFO",
    "STATEMENT,INFO"
  })
  void words_of_all_programs_are_three_levels(String word, LogLevel level) {
    assertThat(LogLevel.of(word)).isEqualTo(level);
  }
}
