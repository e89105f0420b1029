// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static io.stillwatch.alerting.sns.SnsNotifier.Problem.Kind.NOT_CHECKED;
import static io.stillwatch.alerting.sns.SnsNotifier.Problem.Kind.NOT_CONFIRMED;
import static io.stillwatch.alerting.sns.SnsNotifier.Problem.Kind.NO_SUBSCRIPTION;
import static io.stillwatch.alerting.sns.SnsNotifier.Problem.Kind.NO_TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.alerting.Stories;
import io.stillwatch.alerting.sns.SnsNotifier.Problem;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/// Whether anybody would receive a message; and which topics there can be.
class TopicCheckTest {
  private final SimulatedAccount account = SimulatedAccount.start(List.of(), () -> Stories.MISS);
  private final SnsClient client =
      SnsClient.builder()
          .endpointOverride(account.endpoint())
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .build();

  @AfterEach
  void close() {
    client.close();
    account.close();
  }

  @Test
  void a_topic_with_a_confirmed_subscription_has_no_problem() {
    assertThat(check(account.topicArn())).isEmpty();
  }

  @Test
  void t18_a_subscription_counts_once_it_is_confirmed() {
    var topic = client.createTopic(r -> r.name("empty")).topicArn();
    var nobody = check(topic).orElseThrow();
    assertThat(nobody.kind()).isEqualTo(NO_SUBSCRIPTION);
    assertThat(nobody.what())
        .isEqualTo("Topic " + topic + " has no subscription, so messages reach nobody.");
    assertThat(nobody.remedy())
        .startsWith("aws sns subscribe --region eu-central-1 --topic-arn " + topic);
    client.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("a@example.com"));
    var pending = check(topic).orElseThrow();
    assertThat(pending.kind()).isEqualTo(NOT_CONFIRMED);
    assertThat(pending.what()).endsWith("1 waits for confirmation.");
    account.api().confirm("a@example.com");
    assertThat(check(topic)).isEmpty();
  }

  @Test
  void a_missing_topic_is_a_problem() {
    assertThat(check(account.topicArn() + "x").orElseThrow().kind()).isEqualTo(NO_TOPIC);
  }

  @Test
  void a_missing_permission_is_said_as_such_and_not_as_something_broken() {
    var denied = Fault.snsDenied("GetTopicAttributes", account.topicArn(), "identity-based");
    account.faults().add(FaultRule.at("GetTopicAttributes", denied));
    var problem = check(account.topicArn()).orElseThrow();
    assertThat(problem.kind()).isEqualTo(NOT_CHECKED);
    assertThat(problem.what()).contains("may not see").contains("sending needs another permission");
    assertThat(problem.remedy())
        .isEqualTo(
            "Allow sns:GetTopicAttributes on "
                + account.topicArn()
                + " for arn:aws:iam::123456789012:role/stillwatch in its identity policy.");
  }

  @Test
  void what_could_not_be_checked_is_not_broken() {
    account.faults().add(FaultRule.at("GetTopicAttributes", Fault.snsError()));
    assertThat(check(account.topicArn()).orElseThrow().kind()).isEqualTo(NOT_CHECKED);
    account.close();
    assertThat(check(account.topicArn()).orElseThrow().what()).contains("unreachable");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sns:eu-central-1:123456789012:alerts, eu-central-1",
    "arn:aws-cn:sns:cn-north-1:123456789012:alerts, cn-north-1",
    "arn:aws-us-gov:sns:us-gov-west-1:123456789012:alerts.fifo, us-gov-west-1"
  })
  void a_topic_may_be_in_any_partition(String arn, String region) throws Exception {
    assertThat(TopicArn.of(arn).region()).isEqualTo(region);
    account.api().createTopic(arn);
    try (var sns = SnsNotifier.open(arn, account.endpoint())) {
      sns.send(Stories.caseStudy().notifications().getFirst());
    }
    assertThat(account.received().getFirst().topicArn()).isEqualTo(arn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sns:cn-north-1:123456789012:alerts",
        "arn:aws-cn:sns:eu-central-1:123456789012:alerts"
      })
  void a_region_of_another_partition_is_rejected(String arn) {
    assertThatThrownBy(() -> TopicArn.of(arn))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to the partition");
  }

  private Optional<Problem> check(String topic) {
    try (var sns = SnsNotifier.open(topic, account.endpoint())) {
      return sns.problem();
    }
  }
}
