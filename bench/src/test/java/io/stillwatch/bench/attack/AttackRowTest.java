// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.bench.attack.Vitals.Sign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackRowTest {
  @ParameterizedTest
  @CsvSource({
    "1000, 2000, 30, 0.75, ''",
    "1001, 2000, 30, 0.75, /livez took longer than 1 s",
    "1000, 2001, 30, 0.75, others waited longer than 2 s",
    "1000, 2000, 31, 0.75, the watch stood for 30 s: late",
    "1000, 2000, 30, 0.76, heap above 75 %",
  })
  void an_attack_is_held_if_others_notice_nothing(
      double livezMs, double othersMs, double stood, double heap, String problem) {
    var row = new AttackRow("a", "b", "", new Sign(livezMs, othersMs, stood, "late"), heap);
    assertThat(row.held()).isEqualTo(problem.isEmpty());
    assertThat(String.join("", row.problems())).isEqualTo(problem);
  }

  @Test
  void an_attack_that_had_its_way_is_not_held() {
    var row = new AttackRow("a", "b", "184 messages were sent", new Sign(1, 1, 1, ""), 0.1);
    assertThat(row.held()).isFalse();
    assertThat(row.problems()).containsExactly("184 messages were sent");
  }
}
