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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'sns:Publish'}]} # IA09",
        "{'Version':'2012-10-17','Statement':[{'Sid':'A','Effect':'Allow','Action':'sns:Publish','Resource':'*'},"
            + "{'Sid':'A','Effect':'Allow','Action':'sns:Subscribe','Resource':'*'}]} # IA09",
        "{'topic':{'arn':'arn:aws:sns:eu-centrl-1:123456789012:alerts'}} # SN05"
      })
  void finds_what_aws_would_refuse(String document, String rule) throws JsonProcessingException {
    assertThat(findings(document.replace('\'', '"'))).extracting(Finding::rule).contains(rule);
  }

  @Test
  void regions_of_every_kind_are_known() throws JsonProcessingException {
    for (var region :
        List.of(
            "us-gov-west-1", "cn-northwest-1", "ap-southeast-2", "mx-central-1", "eu-north-1")) {
      var topic = "{\"topic\":{\"arn\":\"arn:aws:sns:" + region + ":123456789012:alerts\"}}";
      assertThat(findings(topic)).extracting(Finding::rule).doesNotContain("SN05");
    }
  }

  private static Stream<Card> cards() {
    return CloudAuditor.cards().stream();
  }

  private static List<Finding> findings(String document) throws JsonProcessingException {
    var tree = Tree.of(new ObjectMapper().readValue(document, Object.class));
    return CloudAuditor.audit(CloudAuditor.kind(tree).orElseThrow(), tree, "example", NOW);
  }
}
