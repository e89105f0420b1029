// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.auditor.rule.Card;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.finding.Finding;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The bad example of every card is found by its rule, and the good one is not.
class RuleExamplesTest {
  private static final String JOB = "15 2 * * * root /usr/bin/true x\n";
  private static final Pattern MODE_OWNER = Pattern.compile("(0\\d+) (\\w+) (/\\S+)");
  private static final Pattern LINKS = Pattern.compile("(\\d) links? (/\\S+)");

  @TestFactory
  Stream<DynamicTest> finds_the_bad_example() {
    return withExample()
        .map(card ->
            DynamicTest.dynamicTest(
                card.id() + " " + card.bad(),
                () -> assertThat(host(card.bad()).rules()).contains(card.id())));
  }

  /// Another rule may still have an opinion of it, but no error.
  @TestFactory
  Stream<DynamicTest> says_nothing_about_the_good_example() {
    return withExample()
        .map(card ->
            DynamicTest.dynamicTest(
                card.id() + " " + card.good(),
                () ->
                    assertThat(host(card.good()).findings())
                        .noneMatch(f ->
                            f.rule().equals(card.id()) || f.severity() == Finding.Severity.ERROR)));
  }

  @Test
  void every_rule_of_a_card_with_an_example_says_what_to_type() {
    assertThat(withExample().flatMap(card -> host(card.bad()).findings().stream()))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.explanation().remedy()).as(f.rule()).isNotBlank())
        .allSatisfy(f -> assertThat(f.explanation().title()).as(f.rule()).isNotBlank());
  }

  @Test
  void every_card_has_a_bad_and_a_good_example() {
    assertThat(RuleBook.allCards())
        .allSatisfy(c -> assertThat(c.bad()).as(c.id()).isNotBlank())
        .allSatisfy(c -> assertThat(c.good()).as(c.id()).isNotBlank());
  }

  static Stream<Card> withExample() {
    return RuleBook.cards().stream()
        .filter(c -> !c.bad().isEmpty())
        .filter(c -> !c.says().startsWith("A command that ran")) // see CaseStudyTest
        .filter(c -> !c.id().equals("LOG1")); // its findings have the id of the matching rule
  }

  static HostFixture host(String example) {
    if (Furnishing.describes(example)) return Furnishing.of(example);
    var host = HostFixture.debian().furnished();
    var mode = MODE_OWNER.matcher(example);
    if (mode.matches()) {
      return host.file(mode.group(3), JOB, mode.group(1), mode.group(2).equals("root") ? 0 : 1000);
    }
    var links = LINKS.matcher(example);
    if (links.matches()) {
      int count = Integer.parseInt(links.group(1));
      return host.file(
          new ConfigFile(links.group(2), JOB, ConfigFile.Attributes.file("0644", 0, 0, count)));
    }
    if (example.startsWith("/etc/cron.d/")) return host.file(example, JOB);
    if (example.startsWith("/var/spool/")) return host.file(example, "5 1 * * * true\n");
    if (example.contains("/var/log/x.log")) return host.file("/etc/logrotate.conf", example + "\n");
    if (example.contains("* ops ") && example.contains("/tmp")
        || example.contains("* /usr/bin/find")) {
      return host.file("/var/spool/cron/crontabs/ops", example + "\n");
    }
    boolean open = example.endsWith("<EOF>");
    return host.file(
        "/etc/cron.d/example", open ? example.substring(0, example.length() - 5) : example + "\n");
  }
}
