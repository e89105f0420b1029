// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

class SnsTopicTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder;
  private SimulatedAccount account;
  private SnsClient sns;

  @BeforeEach
  void start() {
    account =
        SimulatedAccount.start(
            List.of(), InstantSource.fixed(NOON), folder.resolve("messages.ndjson"));
    sns = AwsClients.sns(account);
  }

  @AfterEach
  void stop() {
    sns.close();
    account.close();
  }

  @Test
  void keeps_a_message_with_a_body_per_protocol() {
    var severity =
        MessageAttributeValue.builder().dataType("String").stringValue("critical").build();
    var answer =
        publish(r ->
            r.subject("[Stillwatch] CRITICAL log rotation stopped")
                .messageStructure("json")
                .message("{\"default\":\"long ü\",\"sms\":\"short\"}")
                .messageAttributes(Map.of("severity", severity)));
    var message = account.received().getFirst();
    assertThat(message.messageId()).isEqualTo(answer.messageId());
    assertThat(message.subject()).startsWith("[Stillwatch]");
    assertThat(message.body("sms")).isEqualTo("short");
    assertThat(message.body("email")).isEqualTo("long ü");
    assertThat(message.attributes()).containsEntry("severity", "critical");
    assertThat(message.receivedAt()).isEqualTo(NOON);
  }

  @Test
  void remembers_after_a_crash_what_it_accepted() throws Exception {
    publish(r -> r.message("first\nline"));
    var before = account.received();
    var file = folder.resolve("messages.ndjson");
    Files.writeString(file, "{\"message_id\":\"ha", StandardOpenOption.APPEND);
    try (var again = SimulatedAccount.start(List.of(), InstantSource.fixed(NOON), file)) {
      assertThat(again.received()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" leading blank", "two\nlines", "ümlaut"})
  void refuses_a_subject_that_sns_refuses(String subject) {
    assertThatThrownBy(() -> publish(r -> r.subject(subject).message("m")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Invalid parameter: Subject");
  }

  @Test
  void refuses_what_is_too_long_too_short_or_not_json() {
    refused(r -> r.subject("s".repeat(100)).message("m"), "Subject");
    refused(r -> r.message(""), "Empty message");
    refused(r -> r.message("m".repeat(256 * 1024 + 1)), "Message too long");
    refused(r -> r.messageStructure("json").message("{\"sms\":\"x\"}"), "No default entry");
    refused(r -> r.messageStructure("json").message("{"), "failed to parse");
    assertThat(account.received()).isEmpty();
    publish(r -> r.subject("s".repeat(99)).message("m".repeat(256 * 1024)));
    assertThat(account.received()).hasSize(1);
  }

  @Test
  void knows_only_its_topics() {
    var missing = account.topicArn() + "-missing";
    assertThatThrownBy(() -> publish(r -> r.topicArn(missing).message("m")))
        .isInstanceOf(NotFoundException.class);
    var made = sns.createTopic(r -> r.name("ops")).topicArn();
    publish(r -> r.topicArn(made).message("m"));
    assertThat(account.received().getFirst().topicArn()).isEqualTo(made);
    assertThat(sns.getTopicAttributes(r -> r.topicArn(made)).attributes())
        .containsEntry("TopicArn", made);
    assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(made)).subscriptions()).isEmpty();
    assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(account.topicArn())).subscriptions())
        .hasSize(1);
  }

  @Test
  void fails_on_command() {
    account.faults().add(FaultRule.at("Publish", Fault.serverError()).times(1));
    account.faults().add(FaultRule.at("Publish", Fault.publishDenied()).times(1));
    for (var status : List.of(500, 403)) {
      assertThatThrownBy(() -> publish(r -> r.message("m")))
          .isInstanceOfSatisfying(
              SnsException.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }
    publish(r -> r.message("m"));
    assertThat(account.received()).hasSize(1);
  }

  private void refused(Consumer<PublishRequest.Builder> request, String why) {
    assertThatThrownBy(() -> publish(request))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(why);
  }

  private PublishResponse publish(Consumer<PublishRequest.Builder> request) {
    var builder = PublishRequest.builder().topicArn(account.topicArn());
    request.accept(builder);
    return sns.publish(builder.build());
  }
}
