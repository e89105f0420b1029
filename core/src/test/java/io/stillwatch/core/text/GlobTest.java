// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "db-*, db-1, true",
    "db-*, web-1, false",
    "db-*, db-, true",
    "*backup*, /opt/backup.sh --full, true",
    "*backup*, /opt/restore.sh, false",
    "db-?, db-1, true",
    "db-?, db-10, false",
    "*, anything, true",
    "*a*b*c, xaxbxbxc, true",
    "*a*b*c, xaxbxbx, false",
    "db, DB, false",
    "a.c, abc, false",
    "'', '', true",
    "'', a, false"
  })
  void a_star_is_any_text_and_a_question_mark_one_character(
      String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }
}
