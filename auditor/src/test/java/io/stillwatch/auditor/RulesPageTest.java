// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/RULES.md` says what the rules say. To make it again: `mvn -pl auditor -am test
/// -Dtest=RulesPageTest -Dstillwatch.docs=write -Dsurefire.failIfNoSpecifiedTests=false`.
class RulesPageTest {
  private static final Path PAGE = Path.of("../docs/RULES.md");

  @Test
  void the_page_is_up_to_date() throws IOException {
    if ("write".equals(System.getProperty("stillwatch.docs"))) {
      Files.writeString(PAGE, RulesPage.markdown());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(RulesPage.markdown());
  }

  @Test
  void every_rule_has_one_anchor() {
    var page = RulesPage.markdown();
    assertThat(RuleBook.allCards())
        .allSatisfy(c ->
            assertThat(page.split("<a id=\"" + RulesPage.anchor(c.id()) + "\"></a>", -1))
                .as(c.id())
                .hasSize(2));
  }

  @Test
  void every_rule_says_in_a_sentence_what_it_finds() {
    assertThat(RuleBook.allCards()).allSatisfy(c -> assertThat(c.says()).endsWith("."));
  }
}
