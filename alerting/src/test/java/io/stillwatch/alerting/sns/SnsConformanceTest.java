// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.caseStudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.EveryKind;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.alerting.sns.SnsNotifier.Style;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Delivery.State;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Fault;
import io.stillwatch.simulator.aws.FaultRule;
import io.stillwatch.simulator.net.FaultProxy;
import io.stillwatch.simulator.net.NetFault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/// Each kind of message and each error of SNS, by the real SDK over HTTP: a message arrives once,
/// is tried again or is dead, and the problem says what to do.
class SnsConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIFO = "arn:aws:sns:eu-central-1:123456789012:alerts.fifo";
  private static final String FOREIGN = "arn:aws:sns:us-east-2:210987654321:alerts";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:stillwatch-alerts";
  private static final String ROLE = "arn:aws:iam::123456789012:role/stillwatch";

  private Instant now = MISS.plus(Duration.ofDays(10));
  private final SimulatedAccount account = SimulatedAccount.start(List.of(), () -> now);
  private final AlertStore store = InMemoryStores.empty().alerts();

  @AfterEach
  void close() {
    account.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_kind_of_message_is_accepted_by_every_kind_of_topic(Kind kind) throws Exception {
    var notification = new EveryKind(AlertSettings.DEFAULT, caseStudy()).of(kind);
    for (var topic : List.of(TOPIC, FIFO, FOREIGN)) {
      account.api().createTopic(topic);
      for (var style : Style.values()) {
        try (var sns = SnsNotifier.open(topic, style, Optional.of(account.endpoint()))) {
          if (!topic.equals(FIFO) || style == Style.TEXT) sns.send(notification);
        }
      }
    }
    assertThat(account.received()).hasSize(5);
    assertThat(account.received())
        .allMatch(one -> notification.id().equals(one.attributes().get("notification_id")));
    var chat = JSON.readTree(account.received().get(1).body("https"));
    assertThat(chat.path("source").asText()).isEqualTo("custom");
    assertThat(chat.at("/metadata/threadId").asText()).isEqualTo(notification.alert());
    assertThat(chat.at("/metadata/eventType").asText()).startsWith("io.stillwatch.alert.");
  }

  static Stream<Arguments> temporary() {
    return Stream.of(
        arguments(Fault.snsError(), "500 InternalError"),
        arguments(Fault.unavailable(), "503 ServiceUnavailable"),
        arguments(Fault.snsThrottled(), "429 Throttled"),
        arguments(Fault.throttling(), "400 Throttling"),
        arguments(Fault.kms("KMSThrottling"), "too many requests for the key"),
        arguments(Fault.kms("KMSInvalidState"), "cancel its deletion"),
        arguments(Fault.expiredToken(), "must be renewed"),
        arguments(new Fault.Refusal(403, "RequestExpired", "x"), "Adjust the clock"),
        arguments(new Fault.Refusal(403, "RequestTimeTooSkewed", "x"), "Adjust the clock"));
  }

  @ParameterizedTest
  @MethodSource("temporary")
  void what_passes_delays_the_message_and_it_arrives_once(Fault fault, String words)
      throws Exception {
    stored();
    account.faults().add(FaultRule.at("Publish", fault).times(3));
    try (var sns = SnsNotifier.open(TOPIC, account.endpoint())) {
      for (int pass = 0; pass < 3; pass++) {
        relay(sns).sendDue();
        assertThat(delivery().state()).isEqualTo(State.PENDING);
        assertThat(delivery().problem()).contains(words);
        now = now.plus(Duration.ofMinutes(6));
      }
      relay(sns).sendDue();
      relay(sns).sendDue();
    }
    assertThat(delivery().state()).isEqualTo(State.SENT);
    assertThat(account.received()).hasSize(1);
  }

  static Stream<Arguments> permanent() {
    return Stream.of(
        arguments(
            Fault.snsDenied("Publish", TOPIC, "identity-based"),
            "Allow sns:Publish on " + TOPIC + " for " + ROLE + " in its identity policy."),
        arguments(
            Fault.snsDenied("Publish", TOPIC, "resource-based"),
            "for " + ROLE + " in the access policy of the topic."),
        arguments(
            new Fault.Refusal(
                403,
                "AuthorizationError",
                "User: arn:aws:iam::123456789012:user/x is not authorized to perform: SNS:Publish"
                    + " on resource: t with an explicit deny in a service control policy"),
            "Remove the explicit deny of sns:Publish on "
                + TOPIC
                + " from the service control policy."),
        arguments(Fault.publishDenied(), "for " + ROLE + " in its identity policy."),
        arguments(
            Fault.kms("KMSAccessDenied"),
            "allow kms:GenerateDataKey and kms:Decrypt on its KMS key for the role of Stillwatch, in"
                + " the key policy and in its identity policy."),
        arguments(Fault.kms("KMSDisabled"), "Enable the KMS key of the topic"),
        arguments(Fault.kms("KMSNotFound"), "set another KmsMasterKeyId"),
        arguments(Fault.kms("KMSOptInRequired"), "to AWS KMS"),
        arguments(Fault.endpointDisabled(), "Enable the platform endpoint"),
        arguments(new Fault.Refusal(404, "NotFound", "Topic does not exist"), "correct its ARN"),
        arguments(new Fault.Refusal(403, "OptInRequired", "x"), "Enable the region"),
        arguments(new Fault.Refusal(403, "InvalidClientTokenId", "x"), "correct the credentials"),
        arguments(
            new Fault.Refusal(400, "InvalidParameter", "Invalid parameter: Subject"),
            "Invalid parameter: Subject"));
  }

  @ParameterizedTest
  @MethodSource("permanent")
  void what_a_person_must_change_is_dead_at_once_and_says_what(Fault fault, String words)
      throws Exception {
    stored();
    account.faults().add(FaultRule.at("Publish", fault));
    try (var sns = SnsNotifier.open(TOPIC, account.endpoint())) {
      relay(sns).sendDue();
      now = now.plus(Duration.ofHours(1));
      relay(sns).sendDue();
    }
    assertThat(delivery().state()).isEqualTo(State.DEAD);
    assertThat(delivery().problem()).contains(words);
    assertThat(account.calls()).containsEntry("Publish", 1L);
  }

  @Test
  void a_topic_of_another_account_needs_both_policies() throws Exception {
    account.api().createTopic(FOREIGN);
    account
        .faults()
        .add(FaultRule.at("Publish", Fault.snsDenied("Publish", FOREIGN, "identity-based")));
    stored();
    try (var sns = SnsNotifier.open(FOREIGN, account.endpoint())) {
      relay(sns).sendDue();
    }
    assertThat(delivery().problem())
        .contains("in its identity policy, and in the access policy of the topic")
        .contains("which belongs to account 210987654321");
  }

  @Test
  void an_answer_that_does_not_come_is_waited_for_once_and_tried_again() throws Exception {
    stored();
    try (var proxy = FaultProxy.before(account.endpoint());
        var sns = impatient(TOPIC, proxy.uri())) {
      proxy.play(new NetFault.Stall());
      relay(sns).sendDue();
      assertThat(delivery().state()).isEqualTo(State.PENDING);
      assertThat(delivery().problem()).contains("SNS did not respond in time for topic");
      proxy.heal();
      now = now.plusSeconds(10);
      relay(sns).sendDue();
    }
    assertThat(delivery().state()).isEqualTo(State.SENT);
    assertThat(account.received()).hasSize(1);
  }

  @Test
  void a_fifo_topic_delivers_once_although_answers_were_lost() throws Exception {
    account.api().createTopic(FIFO);
    subscribe(FIFO, "queue", Map.of());
    stored();
    try (var proxy = FaultProxy.before(account.endpoint());
        var sns = SnsNotifier.open(FIFO, proxy.uri())) {
      for (var fault : List.of(new NetFault.CutAnswer(), new NetFault.ResetAnswer())) {
        proxy.play(fault);
        relay(sns).sendDue();
        assertThat(delivery().state()).isEqualTo(State.PENDING);
        now = now.plusSeconds(20);
      }
      proxy.heal();
      relay(sns).sendDue();
    }
    assertThat(delivery().state()).isEqualTo(State.SENT);
    assertThat(account.calls()).containsEntry("Publish", 3L);
    assertThat(account.api().deliveries()).hasSize(1);
  }

  @Test
  void twenty_restarts_with_one_firing_alert_send_one_message() throws Exception {
    stored();
    for (int start = 0; start < 20; start++) {
      try (var sns = SnsNotifier.open(TOPIC, account.endpoint())) {
        relay(sns).sendDue();
      }
      now = now.plusSeconds(30);
    }
    assertThat(account.received()).hasSize(1);
  }

  @Test
  void a_message_of_a_megabyte_is_shortened_and_says_so() throws Exception {
    var emoji = "\uD83D\uDE00";
    var json = JSON.createObjectNode().put("id", "INC-1").put("title", emoji.repeat(250_000));
    json.putArray("further_jobs").add("x".repeat(100_000));
    var message =
        new Message(
            "\u00FCber\nBcc: x" + emoji + "x".repeat(200),
            "\u0001\n" + emoji.repeat(250_000),
            "x" + emoji.repeat(1_000),
            json.toString(),
            attributes());
    var id = "n with blank " + emoji;
    var large = new Notification(id, "INC 1", Kind.FIRING, 1, now, message, Delivery.NEW);
    account.api().createTopic(FIFO);
    try (var sns = SnsNotifier.open(TOPIC, account.endpoint());
        var fifo = SnsNotifier.open(FIFO, account.endpoint())) {
      sns.send(large);
      fifo.send(large);
    }
    var received = account.received().getFirst();
    var body = JSON.readTree(received.body("sqs"));
    assertThat(body.path("truncated").asBoolean()).isTrue();
    assertThat(body.path("id").asText()).isEqualTo("INC-1");
    assertThat(body.path("title").asText()).isEqualTo(emoji.repeat(100));
    assertThat(UTF_8.newEncoder().canEncode(received.body("email"))).isTrue();
    assertThat(received.body("email")).contains(emoji).endsWith("too long for a message.]\n");
    assertThat(received.attributes()).hasSize(10).containsKeys("notification_id", "severity");
    assertThat(received.subject()).startsWith("?ber Bcc: x?");
  }

  /// More than a queue with raw delivery takes, and some that SNS rejects.
  private static Map<String, String> attributes() {
    var attributes = new HashMap<String, String>();
    for (int i = 0; i < 20; i++) attributes.put("a" + i, "x".repeat(500));
    attributes.put("severity", "critical");
    attributes.put("AWS.name", "x");
    attributes.put("with blank", "x");
    attributes.put("empty", " ");
    return attributes;
  }

  private static SnsNotifier impatient(String topic, URI endpoint) {
    return SnsNotifier.open(topic, Style.TEXT, Optional.of(endpoint), Duration.ofMillis(800));
  }

  private void subscribe(String topic, String queue, Map<String, String> attributes) {
    try (var client =
        SnsClient.builder()
            .endpointOverride(account.endpoint())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      client.subscribe(
          r -> r.topicArn(topic).protocol("sqs").endpoint(queue).attributes(attributes));
    }
  }

  private NotificationRelay relay(SnsNotifier sns) {
    return new NotificationRelay(store, sns, () -> now, 1, Tenure.ALONE);
  }

  private void stored() throws Exception {
    Alert alert = caseStudy();
    var first = alert.notifications().getFirst();
    now = first.madeAt();
    store.save(alert.withNotifications(List.of(first)), Version.NEW);
  }

  private Delivery delivery() throws Exception {
    return store.open().getFirst().value().notifications().getFirst().delivery();
  }
}
