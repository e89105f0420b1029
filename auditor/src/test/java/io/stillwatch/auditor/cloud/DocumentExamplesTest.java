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
import org.jspecify.annotations.Nullable;
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

  /// `publish` is an allowed sns:Publish to a topic in eu-west-1.
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '~',
      value = {
        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}} # ",
        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-west-1']}}} # ",
        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':['eu-west-2']}}} # IA03",
        "{'Effect':'Deny','NotAction':'iam:*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'us-east-1'}}} # IA04",
        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Bool':{'aws:MultiFactorAuthPresent':'false'}}} # IA06",
        "{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}} # IA06"
      })
  void a_request_comes_over_tls_and_to_the_region_of_its_resource(
      String guard, @Nullable String rule) throws JsonProcessingException {
    for (var also : List.of("", ",{'action':'rds:DescribeDBInstances','resource':'*'}")) {
      var document =
          "{'policy':{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'*','Resource':'*'},"
              + guard
              + "]},'requests':[{'action':'sns:Publish','resource':'arn:aws:sns:eu-west-1:123456789012:alerts'}"
              + also
              + "]}";
      var rules = findings(document.replace('\'', '"')).stream().map(Finding::rule).distinct();
      assertThat(rules).containsExactlyElementsOf(Stream.ofNullable(rule).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--acl bucket-owner-full-control, false",
    "--acl=bucket-owner-full-control, false",
    "--acl public-read, true",
    "--acl=private, true",
    "--quiet, false"
  })
  void only_the_access_list_for_the_owner_of_the_bucket_is_accepted(String option, boolean refused)
      throws JsonProcessingException {
    var document =
        "{'bucket':'archive','ObjectOwnership':'BucketOwnerEnforced','job_options':['%s']}";
    assertThat(findings(document.formatted(option).replace('\'', '"')))
        .extracting(Finding::rule)
        .filteredOn("S304"::equals)
        .hasSize(refused ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "eu-centrl-1, ERROR",
    "ue-west-1, ERROR",
    "eu-west-9, WARNING",
    "sa-west-1, WARNING",
    "eu-west-1, ",
    "*, ",
    "eu-*, "
  })
  void a_policy_names_regions_that_aws_has(String region, Finding.@Nullable Severity severity)
      throws JsonProcessingException {
    var policy =
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'sns:Publish','Resource':'arn:aws:sns:%s:123456789012:alerts'}]}";
    var found = findings(policy.formatted(region).replace('\'', '"'));
    assertThat(found).extracting(Finding::severity).isEqualTo(Stream.ofNullable(severity).toList());
    assertThat(found).allMatch(f -> f.rule().equals("IA13"));
  }

  @Test
  void a_topic_in_a_region_that_may_be_new_is_a_warning() throws JsonProcessingException {
    assertThat(findings("{\"topic\":{\"arn\":\"arn:aws:sns:eu-west-9:123456789012:alerts\"}}"))
        .filteredOn(f -> f.rule().equals("SN05"))
        .extracting(Finding::severity)
        .containsExactly(Finding.Severity.WARNING);
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
