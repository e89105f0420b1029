// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.secret.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanaryTest {
  @ParameterizedTest
  @MethodSource("io.stillwatch.testkit.secret.Canary#all")
  void the_redactor_leaves_no_part_of_it(Canary canary) {
    var redacted = Secrets.redacted(canary.text());
    assertThat(canary.in(redacted)).as(redacted).isEmpty();
    assertThat(Secrets.redacted(redacted)).isEqualTo(redacted);
    var line = "Nov  3 02:30:01 db1 CRON[4242]: (root) CMD (" + canary.text() + ")";
    assertThat(canary.in(Secrets.redacted(line))).as(Secrets.redacted(line)).isEmpty();
  }

  @Test
  void there_are_enough_of_them_and_each_is_of_its_own() throws Exception {
    var all = Canary.all();
    assertThat(all).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    var parts = all.stream().flatMap(each -> each.parts().stream()).toList();
    assertThat(parts).doesNotHaveDuplicates().allMatch(part -> part.length() >= 6);
  }
}
