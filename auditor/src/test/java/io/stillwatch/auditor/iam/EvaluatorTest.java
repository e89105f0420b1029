// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.document.Tree;
import io.stillwatch.auditor.iam.Evaluator.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each row is one policy case: what the policies say, what is asked, what IAM answers.
class EvaluatorTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/collector";
  private static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

  @ParameterizedTest(name = "{0} {1} on {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'Effect':'Allow','Action':'rds:DescribeDBLogFiles','Resource':'*'} | rds:DescribeDBLogFiles | arn:aws:rds:eu-west-1:111122223333:db:a | ALLOWED
          {'Effect':'Allow','Action':'rds:DescribeDBLogFiles','Resource':'*'} | rds:DownloadDBLogFilePortion | arn:aws:rds:eu-west-1:111122223333:db:a | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'rds:describedblogfiles','Resource':'*'} | rds:DescribeDBLogFiles | x | ALLOWED
          {'Effect':'Allow','Action':'RDS:Describe*','Resource':'*'} | rds:DescribeEvents | x | ALLOWED
          {'Effect':'Allow','Action':'rds:Describe*','Resource':'*'} | rds:DownloadDBLogFilePortion | x | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'rds:D?scribeEvents','Resource':'*'} | rds:DescribeEvents | x | ALLOWED
          {'Effect':'Allow','Action':'rds:D?scribeEvents','Resource':'*'} | rds:DeescribeEvents | x | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'*','Resource':'*'} | s3:PutObject | arn:aws:s3:::b/k | ALLOWED
          {'Effect':'Allow','Action':'s3:*','Resource':'*'} | sns:Publish | x | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':['s3:GetObject','s3:PutObject'],'Resource':'*'} | s3:PutObject | arn:aws:s3:::b/k | ALLOWED
          {'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::b/*'} | s3:PutObject | arn:aws:s3:::b/2026/k | ALLOWED
          {'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::b'} | s3:PutObject | arn:aws:s3:::b/k | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::B/*'} | s3:PutObject | arn:aws:s3:::b/k | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::b/2025/*'} | s3:PutObject | arn:aws:s3:::b/2026/k | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::b/20??/*'} | s3:PutObject | arn:aws:s3:::b/2026/k | ALLOWED
          {'Effect':'Allow','Action':'s3:PutObject','Resource':['arn:aws:s3:::a/*','arn:aws:s3:::b/*']} | s3:PutObject | arn:aws:s3:::b/k | ALLOWED
          {'Effect':'Allow','Action':'rds:*','Resource':'arn:aws:rds:eu-central-1:*:db:*'} | rds:DescribeDBLogFiles | arn:aws:rds:eu-west-1:111122223333:db:a | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'rds:*','Resource':'arn:aws:rds:*:111122223333:db:*'} | rds:DescribeDBLogFiles | arn:aws:rds:eu-west-1:111122223333:db:a | ALLOWED
          {'Effect':'Allow','NotAction':'iam:*','Resource':'*'} | sns:Publish | x | ALLOWED
          {'Effect':'Allow','NotAction':'iam:*','Resource':'*'} | iam:GetRole | x | IMPLICITLY_DENIED
          {'Effect':'Allow','NotAction':['iam:*','sns:*'],'Resource':'*'} | sns:Publish | x | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::secret/*'} | s3:GetObject | arn:aws:s3:::open/k | ALLOWED
          {'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::secret/*'} | s3:GetObject | arn:aws:s3:::secret/k | IMPLICITLY_DENIED
          {'Effect':'allow','Action':'*','Resource':'*'} | sns:Publish | x | IMPLICITLY_DENIED
          {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'sns:Publish','Resource':'*'} | sns:Publish | x | EXPLICITLY_DENIED
          {'Effect':'Deny','Action':'sns:Publish','Resource':'*'},{'Effect':'Allow','Action':'*','Resource':'*'} | sns:Publish | x | EXPLICITLY_DENIED
          {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'sns:Publish','Resource':'y'} | sns:Publish | x | ALLOWED
          {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','NotAction':'rds:Describe*','Resource':'*'} | sns:Publish | x | EXPLICITLY_DENIED
          {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','NotAction':'rds:Describe*','Resource':'*'} | rds:DescribeEvents | x | ALLOWED
          {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::b/*'} | s3:PutObject | arn:aws:s3:::c/k | EXPLICITLY_DENIED
          {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'s3:*','NotResource':'arn:aws:s3:::b/*'} | s3:PutObject | arn:aws:s3:::b/k | ALLOWED
          {'Effect':'Deny','Action':'s3:*','Resource':'*'} | sns:Publish | x | IMPLICITLY_DENIED
          """)
  void identity_policies(String statements, String action, String resource, Verdict expected)
      throws JsonProcessingException {
    var request = new Request(ROLE, action, resource);
    assertThat(Evaluator.decide(Policies.of(policy(statements)), request).verdict())
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'StringEquals':{'aws:PrincipalTag/team':'db'} | aws:principaltag/team=db | ALLOWED
          'StringEquals':{'aws:PrincipalTag/team':'db'} | aws:principaltag/team=web | IMPLICITLY_DENIED
          'StringEquals':{'aws:PrincipalTag/team':['db','web']} | aws:principaltag/team=web | ALLOWED
          'StringEquals':{'aws:PrincipalTag/team':'db'} | | UNKNOWN
          'StringEquals':{'aws:PrincipalTag/team':'db'} | aws:principaltag/team= | IMPLICITLY_DENIED
          'StringEqualsIfExists':{'aws:PrincipalTag/team':'db'} | aws:principaltag/team= | ALLOWED
          'StringNotEquals':{'aws:PrincipalTag/team':'db'} | aws:principaltag/team=web | ALLOWED
          'StringNotEquals':{'aws:PrincipalTag/team':['db','web']} | aws:principaltag/team=web | IMPLICITLY_DENIED
          'StringNotEquals':{'aws:PrincipalTag/team':'db'} | aws:principaltag/team= | ALLOWED
          'StringEqualsIgnoreCase':{'aws:PrincipalTag/team':'DB'} | aws:principaltag/team=db | ALLOWED
          'StringLike':{'s3:prefix':'logs/*'} | s3:prefix=logs/2026 | ALLOWED
          'StringLike':{'s3:prefix':'logs/*'} | s3:prefix=tmp/ | IMPLICITLY_DENIED
          'StringNotLike':{'s3:prefix':'logs/*'} | s3:prefix=tmp/ | ALLOWED
          'ArnLike':{'aws:SourceArn':'arn:aws:rds:*:111122223333:*'} | aws:sourcearn=arn:aws:rds:eu-west-1:111122223333:db:a | ALLOWED
          'Bool':{'aws:SecureTransport':'true'} | aws:securetransport=true | ALLOWED
          'Bool':{'aws:MultiFactorAuthPresent':'true'} | aws:multifactorauthpresent= | IMPLICITLY_DENIED
          'BoolIfExists':{'aws:MultiFactorAuthPresent':'true'} | aws:multifactorauthpresent= | ALLOWED
          'Null':{'aws:MultiFactorAuthAge':'true'} | aws:multifactorauthage= | ALLOWED
          'Null':{'aws:MultiFactorAuthAge':'false'} | aws:multifactorauthage= | IMPLICITLY_DENIED
          'IpAddress':{'aws:SourceIp':'203.0.113.0/24'} | aws:sourceip=203.0.113.9 | ALLOWED
          'IpAddress':{'aws:SourceIp':'10.0.0.0/8'} | aws:sourceip=203.0.113.9 | IMPLICITLY_DENIED
          'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'} | aws:sourceip=203.0.113.9 | ALLOWED
          'NumericLessThan':{'aws:MultiFactorAuthAge':'3600'} | aws:multifactorauthage=60 | ALLOWED
          'NumericGreaterThanEquals':{'s3:max-keys':'10'} | s3:max-keys=9 | IMPLICITLY_DENIED
          'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:00Z'} | aws:currenttime=2025-06-01T00:00:00Z | ALLOWED
          'DateGreaterThan':{'aws:CurrentTime':'2026-01-01T00:00:00Z'} | aws:currenttime=2025-06-01T00:00:00Z | IMPLICITLY_DENIED
          'ForAllValues:StringEquals':{'aws:TagKeys':['a','b']} | aws:tagkeys=a+b | ALLOWED
          'ForAllValues:StringEquals':{'aws:TagKeys':['a','b']} | aws:tagkeys=a+c | IMPLICITLY_DENIED
          'ForAllValues:StringEquals':{'aws:TagKeys':['a','b']} | aws:tagkeys= | ALLOWED
          'ForAnyValue:StringEquals':{'aws:TagKeys':['a','b']} | aws:tagkeys=a+c | ALLOWED
          'ForAnyValue:StringEquals':{'aws:TagKeys':['a','b']} | aws:tagkeys=c | IMPLICITLY_DENIED
          'StringEquals':{'a:b':'1'},'Bool':{'aws:SecureTransport':'true'} | a:b=1,aws:securetransport=false | IMPLICITLY_DENIED
          'StringEquals':{'a:b':'1','a:c':'2'} | a:b=1,a:c=2 | ALLOWED
          'StringEquals':{'a:b':'1','a:c':'2'} | a:b=1 | UNKNOWN
          'StringEquals':{'a:b':'1','a:c':'2'} | a:b=9 | IMPLICITLY_DENIED
          'SomethingNew':{'a:b':'1'} | a:b=1 | UNKNOWN
          """)
  void conditions(String condition, String context, Verdict expected)
      throws JsonProcessingException {
    var statement =
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{" + condition + "}}";
    var request = new Request(ROLE, "s3:PutObject", "arn:aws:s3:::b/k", context(context));
    assertThat(Evaluator.decide(Policies.of(policy(statement)), request).verdict())
        .isEqualTo(expected);
  }

  @Test
  void a_deny_that_may_hold_makes_an_allow_unknown() throws JsonProcessingException {
    var policy =
        policy(
            ALLOW_ALL
                + ",{'Effect':'Deny','Action':'*','Resource':'*','Condition':{'Bool':{'a:b':'true'}}}");
    assertThat(verdict(Policies.of(policy))).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void a_boundary_only_takes_away() throws JsonProcessingException {
    var all = Policies.of(policy(ALLOW_ALL));
    var boundary = policy("{'Effect':'Allow','Action':'s3:*','Resource':'*'}");
    assertThat(verdict(all.withBoundary(boundary))).isEqualTo(Verdict.IMPLICITLY_DENIED);
    assertThat(verdict(all.withBoundary(policy(ALLOW_ALL)))).isEqualTo(Verdict.ALLOWED);
    assertThat(verdict(Policies.of().withBoundary(policy(ALLOW_ALL))))
        .isEqualTo(Verdict.IMPLICITLY_DENIED);
  }

  @Test
  void session_and_organization_policies_limit_too() throws JsonProcessingException {
    var all = Policies.of(policy(ALLOW_ALL));
    var other = policy("{'Effect':'Allow','Action':'rds:*','Resource':'*'}");
    var deny = policy(ALLOW_ALL + ",{'Effect':'Deny','Action':'sns:*','Resource':'*'}");
    assertThat(verdict(all.withSession(other))).isEqualTo(Verdict.IMPLICITLY_DENIED);
    assertThat(verdict(all.withOrganization(policy(ALLOW_ALL), other)))
        .isEqualTo(Verdict.IMPLICITLY_DENIED);
    assertThat(verdict(all.withOrganization(deny))).isEqualTo(Verdict.EXPLICITLY_DENIED);
    assertThat(verdict(all.withOrganization(policy(ALLOW_ALL)))).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void within_an_account_one_of_two_policies_is_enough() throws JsonProcessingException {
    var topic = policy(principal("'AWS':'" + ROLE + "'"));
    assertThat(verdict(Policies.of().withResource(topic, "111122223333")))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(verdict(Policies.of(policy(ALLOW_ALL)).withResource(policy(""), "111122223333")))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void across_accounts_both_are_needed() throws JsonProcessingException {
    var topic = policy(principal("'AWS':'arn:aws:iam::111122223333:root'"));
    var all = policy(ALLOW_ALL);
    assertThat(verdict(Policies.of(all).withResource(topic, "999988887777")))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(verdict(Policies.of().withResource(topic, "999988887777")))
        .isEqualTo(Verdict.IMPLICITLY_DENIED);
    assertThat(verdict(Policies.of(all).withResource(policy(""), "999988887777")))
        .isEqualTo(Verdict.IMPLICITLY_DENIED);
  }

  @Test
  void a_resource_policy_counts_for_whom_it_names() throws JsonProcessingException {
    var other = policy(principal("'AWS':'arn:aws:iam::111122223333:role/other'"));
    var anyone = policy("{'Effect':'Allow','Principal':'*','Action':'sns:Publish','Resource':'*'}");
    var denied = policy(principal("'AWS':'*'").replace("Allow", "Deny"));
    assertThat(verdict(Policies.of().withResource(other, "111122223333")))
        .isEqualTo(Verdict.IMPLICITLY_DENIED);
    assertThat(verdict(Policies.of().withResource(anyone, "111122223333")))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(verdict(Policies.of(policy(ALLOW_ALL)).withResource(denied, "111122223333")))
        .isEqualTo(Verdict.EXPLICITLY_DENIED);
  }

  @Test
  void a_service_needs_the_resource_policy_alone() throws JsonProcessingException {
    var topic = policy(principal("'Service':'events.rds.amazonaws.com'"));
    var request = new Request("events.rds.amazonaws.com", "sns:Publish", "x");
    var policies = Policies.of().withResource(topic, "111122223333");
    assertThat(Evaluator.decide(policies, request).verdict()).isEqualTo(Verdict.ALLOWED);
    assertThat(verdict(policies)).isEqualTo(Verdict.IMPLICITLY_DENIED);
  }

  private static String principal(String principal) {
    return "{'Effect':'Allow','Principal':{"
        + principal
        + "},'Action':'sns:Publish','Resource':'*'}";
  }

  private static Verdict verdict(Policies policies) {
    return Evaluator.decide(policies, new Request(ROLE, "sns:Publish", "x")).verdict();
  }

  private static Policy policy(String statements) throws JsonProcessingException {
    var json = ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"');
    return new Policy(Tree.of(new ObjectMapper().readValue(json, Object.class)));
  }

  /// `key=a+b,other=`: an empty value is a key that the request does not carry.
  private static Map<String, List<String>> context(String text) {
    var context = new HashMap<String, List<String>>();
    for (var pair : text == null ? new String[0] : text.split(",", -1)) {
      var parts = pair.split("=", 2);
      context.put(parts[0], parts[1].isEmpty() ? List.of() : List.of(parts[1].split("\\+", -1)));
    }
    return context;
  }
}
