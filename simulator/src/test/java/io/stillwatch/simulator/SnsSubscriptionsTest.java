// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.simulator.aws.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/// Who gets a message: filter policies, raw delivery, confirmation and FIFO topics.
class SnsSubscriptionsTest {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final SimulatedAccount account = SimulatedAccount.start(List.of(), () -> now);
  private final SnsClient sns = AwsClients.sns(account);
  private final String topic = sns.createTopic(r -> r.name("ops")).topicArn();

  @AfterEach
  void stop() {
    sns.close();
    account.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"severity\":[\"critical\"]} | true",
        "{\"severity\":[\"Critical\"]} | false",
        "{\"severity\":[\"major\",\"critical\"],\"host\":[\"db-1\"]} | true",
        "{\"severity\":[\"critical\"],\"host\":[\"db-2\"]} | false",
        "{\"host\":[{\"prefix\":\"db-\"}]} | true",
        "{\"host\":[{\"suffix\":\"-2\"}]} | false",
        "{\"host\":[{\"equals-ignore-case\":\"DB-1\"}]} | true",
        "{\"message\":[{\"anything-but\":[\"reminder\",\"update\"]}]} | true",
        "{\"message\":[{\"anything-but\":{\"prefix\":\"fir\"}}]} | false",
        "{\"owner\":[{\"anything-but\":\"dba\"}]} | false",
        "{\"owner\":[{\"exists\":false}]} | true",
        "{\"host\":[{\"exists\":true}]} | true",
        "{\"score\":[{\"numeric\":[\">\",50,\"<=\",92]}]} | true",
        "{\"score\":[{\"numeric\":[\"<\",50]}]} | false",
        "{\"score\":[92.0]} | true",
        "{\"teams\":[\"dba\"]} | true",
        "{\"$or\":[{\"host\":[\"web-1\"]},{\"severity\":[\"critical\"]}]} | true"
      })
  void a_filter_policy_is_held_against_the_attributes(String policy, boolean accepted) {
    subscribe("sqs", "queue", Map.of("FilterPolicy", policy));
    publish();
    assertThat(endpoints()).hasSize(accepted ? 1 : 0);
  }

  @Test
  void a_filter_policy_may_be_about_the_body() {
    var body = Map.of("FilterPolicyScope", "MessageBody");
    var policy = new TreeMap<>(body);
    policy.put("FilterPolicy", "{\"job\":{\"host\":[\"db-1\"]},\"tags\":[\"b\"]}");
    subscribe("sqs", "fits", policy);
    policy.put("FilterPolicy", "{\"job\":{\"host\":[\"db-2\"]}}");
    subscribe("sqs", "other", policy);
    sns.publish(
        r -> r.topicArn(topic).message("{\"job\":{\"host\":\"db-1\"},\"tags\":[\"a\",\"b\"]}"));
    sns.publish(r -> r.topicArn(topic).message("no JSON"));
    assertThat(endpoints()).containsExactly("fits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"a\":\"b\"}",
        "{\"a\":[{\"prefx\":\"b\"}]}",
        "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}",
        "{"
      })
  void a_filter_policy_that_sns_refuses_is_refused(String policy) {
    assertThatThrownBy(() -> subscribe("sqs", "queue", Map.of("FilterPolicy", policy)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("FilterPolicy");
  }

  @Test
  void a_mailbox_hears_nothing_before_it_confirmed() {
    subscribe("email", "dba@example.com", Map.of());
    publish();
    assertThat(endpoints()).isEmpty();
    assertThat(counts()).isEqualTo("0 confirmed, 1 pending");
    account.api().confirm("dba@example.com");
    publish();
    assertThat(endpoints()).containsExactly("dba@example.com");
    assertThat(counts()).isEqualTo("1 confirmed, 0 pending");
  }

  @Test
  void raw_delivery_discards_a_message_of_more_than_ten_attributes() {
    subscribe("sqs", "raw", Map.of("RawMessageDelivery", "true"));
    subscribe("sqs", "wrapped", Map.of());
    var eleven = new TreeMap<String, MessageAttributeValue>();
    for (int i = 0; i < 11; i++) eleven.put("a" + i, attribute("String", "x"));
    sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(eleven));
    assertThat(endpoints()).containsExactly("wrapped");
  }

  @ParameterizedTest
  @CsvSource({
    "AWS.name, String, x",
    "amazon.name, String, x",
    ".name, String, x",
    "a..b, String, x",
    "na me, String, x",
    "name, Text, x",
    "name, Number, twelve",
    "name, String.Array, x",
    "name, String, ''"
  })
  void an_attribute_that_sns_refuses_is_refused(String name, String type, String value) {
    var one = Map.of(name, attribute(type, value));
    assertThatThrownBy(
            () -> sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(one)))
        .isInstanceOf(InvalidParameterValueException.class);
  }

  @Test
  void attributes_count_for_the_size_of_a_message() {
    var one = Map.of("name", attribute("String", "x"));
    var message = "m".repeat(256 * 1024 - "nameStringx".length());
    sns.publish(r -> r.topicArn(topic).message(message).messageAttributes(one));
    assertThatThrownBy(
            () -> sns.publish(r -> r.topicArn(topic).message(message + "m").messageAttributes(one)))
        .hasMessageContaining("Message too long");
  }

  @Test
  void a_fifo_topic_wants_ids_and_drops_repeats_for_five_minutes() {
    var fifo = sns.createTopic(r -> r.name("ops.fifo")).topicArn();
    sns.subscribe(r -> r.topicArn(fifo).protocol("sqs").endpoint("queue"));
    refused(fifo, null, "1");
    refused(fifo, "g", null);
    refused(fifo, "g", "with blank");
    refused(fifo, "g", "x".repeat(129));
    refused(topic, null, "1");
    var first = publish(fifo, "g", "1");
    assertThat(publish(fifo, "g", "1")).isEqualTo(first);
    assertThat(publish(fifo, "g", "2")).isNotEqualTo(first);
    assertThat(endpoints()).hasSize(2);
    now = now.plusSeconds(301);
    assertThat(publish(fifo, "g", "1")).isNotEqualTo(first);
    assertThat(endpoints()).hasSize(3);
    assertThatThrownBy(() -> sns.subscribe(r -> r.topicArn(fifo).protocol("email").endpoint("a")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void a_filter_policy_can_be_changed() {
    var arn = subscribe("sqs", "queue", Map.of("FilterPolicy", "{\"host\":[\"web-1\"]}"));
    publish();
    sns.setSubscriptionAttributes(r ->
        r.subscriptionArn(arn)
            .attributeName("FilterPolicy")
            .attributeValue("{\"host\":[\"db-1\"]}"));
    publish();
    assertThat(endpoints()).hasSize(1);
    assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
        .containsEntry("FilterPolicy", "{\"host\":[\"db-1\"]}");
  }

  private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
    return sns.subscribe(
            r -> r.topicArn(topic).protocol(protocol).endpoint(endpoint).attributes(attributes))
        .subscriptionArn();
  }

  private void publish() {
    var attributes =
        Map.of(
            "severity", attribute("String", "critical"),
            "host", attribute("String", "db-1"),
            "message", attribute("String", "firing"),
            "score", attribute("Number", "92"),
            "teams", attribute("String.Array", "[\"web\",\"dba\"]"));
    sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(attributes));
  }

  private String publish(String arn, String group, String id) {
    return sns.publish(
            r -> r.topicArn(arn).message("m").messageGroupId(group).messageDeduplicationId(id))
        .messageId();
  }

  private void refused(String arn, String group, String id) {
    assertThatThrownBy(() -> publish(arn, group, id)).isInstanceOf(SnsException.class);
  }

  private static MessageAttributeValue attribute(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  private String counts() {
    var found = sns.getTopicAttributes(r -> r.topicArn(topic)).attributes();
    return found.get("SubscriptionsConfirmed")
        + " confirmed, "
        + found.get("SubscriptionsPending")
        + " pending";
  }

  private List<String> endpoints() {
    return account.api().deliveries().stream().map(Delivery::endpoint).toList();
  }
}
