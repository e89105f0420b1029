// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashRowTest {
  @ParameterizedTest
  @CsvSource({
    "one message,                a,       0, 0, 0, true",
    "none,                       '',      1, 0, 0, false",
    "once again,                 a a,     0, 1, 0, true",
    "twice again,                a a a,   0, 2, 0, false",
    "again under another id,     a b,     0, 0, 1, false",
  })
  void one_kill(String what, String ids, int missed, int repeated, int otherIds, boolean right) {
    var list = ids.isEmpty() ? List.<String>of() : List.of(ids.split(" "));
    var row = CrashRow.of("x", 1, list);
    assertThat(row.missed()).isEqualTo(missed);
    assertThat(row.repeated()).isEqualTo(repeated);
    assertThat(row.otherIds()).isEqualTo(otherIds);
    assertThat(row.right()).isEqualTo(right);
  }
}
