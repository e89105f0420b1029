// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.rule.Card;
import io.stillwatch.core.finding.Finding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The bad document of every card is found by its rule, and the good one is not.
class DocumentExamplesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @TestFactory
  Stream<DynamicTest> finds_the_bad_example() {
    return cards()
        .map(card ->
            DynamicTest.dynamicTest(
                card.id(),
                () ->
                    assertThat(findings(card.bad()))
                        .allSatisfy(f -> assertThat(f.explanation().remedy()).isNotBlank())
                        .extracting(Finding::rule)
                        .contains(card.id())));
  }

  @TestFactory
  Stream<DynamicTest> says_nothing_about_the_good_example() {
    return cards()
        .map(card ->
            DynamicTest.dynamicTest(
                card.id(),
                () ->
                    assertThat(findings(card.good()))
                        .noneMatch(f ->
                            f.rule().equals(card.id()) || f.severity() == Finding.Severity.ERROR)));
  }

  private static Stream<Card> cards() {
    return CloudAuditor.cards().stream();
  }

  private static List<Finding> findings(String document) throws JsonProcessingException {
    var tree = Tree.of(new ObjectMapper().readValue(document, Object.class));
    return CloudAuditor.audit(CloudAuditor.kind(tree).orElseThrow(), tree, "example", NOW);
  }
}
