// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.auditor.document.Tree;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Output as the commands print it, cut to what matters here.
class AwsCliTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'DBInstances':[{'Engine':'mysql','DBParameterGroups':[{'DBParameterGroupName':'orders',"
            + "'ParameterApplyStatus':'pending-reboot'}]}]}"
            + "| RD13 | /DBInstances/0/DBParameterGroups/0/ParameterApplyStatus",
        "{'DBInstances':[{'Engine':'postgres'},{'Engine':'mysql',"
            + "'EnabledCloudwatchLogsExports':['slow-query']}]}"
            + "| RD16 | /DBInstances/1/EnabledCloudwatchLogsExports",
        "{'Parameters':[{'ParameterName':'x'},{'ParameterName':'log_output',"
            + "'ParameterValue':'NONE'}]} | RD02 | /Parameters/1",
        "{'Rules':[{'ID':'a','Status':'Disabled','Filter':{'Prefix':'logs/'}}]} | S301"
            + " | /Rules/0/Status",
        "{'Rules':[{'ID':'a','Status':'Enabled','Filter':{},'Expiration':{'Days':9}}]}"
            + "| S302 | /Rules",
        "{'Attributes':{'TopicArn':'arn:aws:sns:eu-centrl-1:123456789012:alerts'}}"
            + "| SN05 | /Attributes/TopicArn",
        "{'Subscriptions':[{'SubscriptionArn':'PendingConfirmation'}]} | SN01"
            + " | /Subscriptions/0/SubscriptionArn",
        "{'Subscriptions':[{'SubscriptionArn':'arn:aws:sns:eu-west-1:123456789012:a:1'},"
            + "{'SubscriptionArn':'PendingConfirmation'}]} | SN01"
            + " | /Subscriptions/1/SubscriptionArn",
        "{'Policy':'{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':[{\\'Effect\\':\\'Alow\\',"
            + "\\'Action\\':\\'s3:GetObject\\',\\'Principal\\':\\'*\\'}]}'}"
            + " | IA09 | /Policy/Statement/0/Effect",
        "{'PolicyVersion':{'Document':{'Version':'2012-10-17','Statement':[{'Effect':'Alow',"
            + "'Action':'sns:Publish','Resource':'*'}]}}}"
            + "| IA09 | /PolicyVersion/Document/Statement/0/Effect",
        "{'RoleName':'r','PolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
            + "'Action':'rds:DescribDBInstances','Resource':'*'}]}}"
            + "| IA01 | /PolicyDocument/Statement/0/Action/0",
        "{'RoleName':'r','PolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
            + "'Action':'rds:Describe*','Resource':'*'},{'Effect':'Allow','Action':['s3:GetObject',"
            + "'rds-db:connect'],'Resource':['*','arn:aws:rds-db:eu-west-1:123456789012:dbuser:"
            + "orders/x']}]}} | IA11 | /PolicyDocument/Statement/1/Resource/1",
        "{'RoleName':'r','PolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
            + "'Action':['s3:GetObject','rds:Describe*'],'Resource':'*'}]}}"
            + "| IA12 | /PolicyDocument/Statement/0/Action/1",
      })
  void finds_what_is_wrong_and_where_in_the_output(String output, String rule, String place) {
    var facts = AwsCli.read(tree(output.replace('\'', '"')), AwsCliTest::tree);
    assertThat(facts)
        .flatMap(f ->
            CloudAuditor.audit(CloudAuditor.kind(f.document()).orElseThrow(), f.document(), "x", AT)
                .stream()
                .filter(found -> found.rule().equals(rule))
                .map(found -> f.origin().apply(found.place().path()))
                .toList())
        .containsExactly(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'DBInstances':[{'Engine':'mysql','AllocatedStorage':100,'MaxAllocatedStorage':1000,"
            + "'DBParameterGroups':[{'DBParameterGroupName':'orders','ParameterApplyStatus':"
            + "'in-sync'}]}]}",
        "{'Parameters':[{'ParameterName':'slow_query_log'},{'ParameterName':'log_output',"
            + "'ParameterValue':'FILE'}]}",
        "{'Rules':[{'ID':'a','Status':'Enabled','Expiration':{'Days':30},"
            + "'AbortIncompleteMultipartUpload':{'DaysAfterInitiation':7}}]}",
        "{'Subscriptions':[{'SubscriptionArn':'arn:aws:sns:eu-west-1:123456789012:alerts:1',"
            + "'TopicArn':'arn:aws:sns:eu-west-1:123456789012:alerts'}]}",
        "{'Rules':[{'Name':'nightly','ScheduleExpression':'rate(1 day)'}]}",
      })
  void says_nothing_about_what_is_right_or_of_another_command(String output) {
    var facts = AwsCli.read(tree(output.replace('\'', '"')), AwsCliTest::tree);
    assertThat(facts)
        .flatMap(f ->
            CloudAuditor.audit(
                CloudAuditor.kind(f.document()).orElseThrow(), f.document(), "x", AT))
        .isEmpty();
  }

  private static Tree tree(String json) {
    try {
      return Tree.of(new ObjectMapper().readValue(json, Object.class));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
