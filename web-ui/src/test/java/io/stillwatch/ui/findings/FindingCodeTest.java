// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingCodeTest {
  @Test
  void the_caret_stands_below_the_column_also_behind_tabs() {
    assertThat(FindingCode.caret(5, "run logrotat", "logrotate"))
        .isEqualTo("    ^ did you mean logrotate?");
    assertThat(FindingCode.caret(3, "\t\tx", "")).isEqualTo("\t\t^");
    assertThat(FindingCode.caret(0, "line", "x")).isEmpty();
    assertThat(FindingCode.caret(99, "line", "x")).isEmpty();
  }
}
