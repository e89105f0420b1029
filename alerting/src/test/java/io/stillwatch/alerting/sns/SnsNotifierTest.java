// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.alerting.Stories;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.alerting.message.ServiceMessages;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.core.alert.Growth;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Delivery.State;
import io.stillwatch.core.alert.NotifierException;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Situation.Context;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.feedback.WrongCauses;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.job.JobNote.Importance;
import io.stillwatch.core.job.Schedule;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/// The real SDK over HTTP, against an account with injected faults.
class SnsNotifierTest {
  private Instant now = Instant.parse("2026-11-13T02:00:00Z");
  private final SimulatedAccount account = SimulatedAccount.start(List.of(), () -> now);
  private final SnsNotifier sns = SnsNotifier.open(account.topicArn(), account.endpoint());
  private final AlertStore store = InMemoryStores.empty().alerts();
  private final NotificationRelay relay =
      new NotificationRelay(store, sns, () -> now, 1, Tenure.ALONE);

  @AfterEach
  void close() {
    sns.close();
    account.close();
  }

  @Test
  void each_protocol_gets_its_own_body() throws Exception {
    var notification = stored();
    relay.sendDue();
    var received = account.received().getFirst();
    var message = notification.message();
    assertThat(received.subject()).isEqualTo(message.subject());
    assertThat(received.body("email")).isEqualTo(message.email());
    assertThat(received.body("default")).isEqualTo(message.email());
    assertThat(received.body("sms")).isEqualTo(message.sms());
    for (var protocol : List.of("http", "https", "sqs", "lambda")) {
      assertThat(new ObjectMapper().readTree(received.body(protocol)).path("id").asText())
          .isEqualTo(notification.alert());
    }
    assertThat(received.attributes())
        .containsEntry("notification_id", notification.id())
        .containsEntry("severity", "critical")
        .containsEntry("status", "firing")
        .hasSizeLessThanOrEqualTo(10);
    assertThat(delivery().messageId()).isEqualTo(received.messageId());
  }

  @Test
  void server_errors_and_throttling_only_delay_the_message() throws Exception {
    stored();
    account.faults().add(FaultRule.at("Publish", Fault.serverError()).times(8));
    account.faults().add(FaultRule.at("Publish", Fault.throttling()).times(4));
    account.faults().add(FaultRule.at("Publish", Fault.unavailable()).times(8));
    for (int pass = 0; pass < 21; pass++) {
      relay.sendDue();
      now = now.plus(Duration.ofMinutes(5));
    }
    assertThat(account.received()).hasSize(1);
    assertThat(delivery().state()).isEqualTo(State.SENT);
    assertThat(delivery().attempts()).isEqualTo(21);
    assertThat(account.calls()).containsEntry("Publish", 21L);
  }

  @Test
  void a_failing_network_repeats_rather_than_loses_a_message() throws Exception {
    var notification = stored();
    try (var proxy = FaultProxy.before(account.endpoint());
        var through = SnsNotifier.open(account.topicArn(), proxy.uri())) {
      var relayed = new NotificationRelay(store, through, () -> now, 1, Tenure.ALONE);
      for (var fault :
          List.of(
              new NetFault.Refuse(),
              new NetFault.ResetHalfway(),
              NetFault.unavailable(),
              new NetFault.SwallowAnswer(),
              new NetFault.CutAnswer())) {
        proxy.play(fault);
        relayed.sendDue();
        now = now.plus(Duration.ofMinutes(5));
      }
      assertThat(delivery().state()).isEqualTo(State.PENDING);
      proxy.heal();
      relayed.sendDue();
    }
    assertThat(delivery().state()).isEqualTo(State.SENT);
    assertThat(account.received())
        .hasSizeGreaterThan(1) // an accepted message is repeated if its response was lost
        .allMatch(message -> message.attributes().get("notification_id").equals(notification.id()));
  }

  @Test
  void a_missing_permission_is_dead_and_names_the_action() throws Exception {
    stored();
    account.faults().add(FaultRule.at("Publish", Fault.publishDenied()));
    relay.sendDue();
    assertThat(delivery().state()).isEqualTo(State.DEAD);
    assertThat(delivery().problem())
        .contains("403 AuthorizationError")
        .contains("Allow sns:Publish on " + account.topicArn());
  }

  @Test
  void after_a_broken_response_the_message_is_sent_again_under_the_same_id() throws Exception {
    var notification = stored();
    account.faults().add(FaultRule.at("Publish", new Fault.BrokenXml()).times(1));
    relay.sendDue();
    now = now.plusSeconds(10);
    relay.sendDue();
    assertThat(account.received())
        .hasSize(2)
        .allMatch(message -> message.attributes().get("notification_id").equals(notification.id()));
    assertThat(delivery().state()).isEqualTo(State.SENT);
  }

  @Test
  void a_missing_topic_is_not_retryable() {
    try (var wrong = SnsNotifier.open(account.topicArn() + "x", account.endpoint())) {
      var problem = catchThrowableOfType(NotifierException.class, () -> wrong.send(test()));
      assertThat(problem.retryable()).isFalse();
      assertThat(problem).hasMessageContaining("correct its ARN in the configuration");
    }
  }

  @Test
  void an_unreachable_address_is_retryable() {
    account.close();
    var problem = catchThrowableOfType(NotifierException.class, () -> sns.send(test()));
    assertThat(problem.retryable()).isTrue();
    assertThat(problem).hasMessageContaining("is unreachable");
  }

  @Test
  void expired_credentials_are_retryable() {
    var expired = new Fault.Refusal(403, "ExpiredToken", "The security token is expired");
    account.faults().add(FaultRule.at("Publish", expired));
    var problem = catchThrowableOfType(NotifierException.class, () -> sns.send(test()));
    assertThat(problem.retryable()).isTrue();
    assertThat(problem).hasMessageContaining("The security token is expired");
  }

  @Test
  void service_messages_are_accepted() throws Exception {
    sns.send(test());
    assertThat(account.received().getFirst().subject()).contains("nothing is wrong");
  }

  @Test
  void a_fifo_topic_orders_by_alert_and_drops_repeats() {
    var request = request("arn:aws:sns:eu-central-1:123456789012:alerts.fifo");
    assertThat(request.messageGroupId()).isEqualTo(test().alert());
    assertThat(request.messageDeduplicationId()).isEqualTo(test().id());
    assertThat(request(account.topicArn()).messageGroupId()).isNull();
  }

  @Test
  void the_largest_texts_fit_into_one_request() throws Exception {
    var message =
        new Message("s", "é\"\n".repeat(3000), "s", "\\\"".repeat(9000), Map.of("kind", "x"));
    sns.send(new Notification("n", "a", Notification.Kind.FIRING, 1, now, message, Delivery.NEW));
    assertThat(account.received()).hasSize(1);
  }

  @Test
  void an_invalid_arn_is_rejected_on_open() {
    for (var arn : List.of("", "alerts", "arn:aws:sqs:eu-central-1:123456789012:alerts")) {
      assertThatThrownBy(() -> SnsNotifier.open(arn, URI.create("http://127.0.0.1:1")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Expected a form like arn:aws:sns:");
    }
  }

  private PublishRequest request(String arn) {
    return new PublishRequests(TopicArn.of(arn), SnsNotifier.Style.TEXT).of(test());
  }

  private Notification test() {
    return new ServiceMessages(Stories.AT_ONCE).test("default", now);
  }

  private Notification stored() throws Exception {
    var job =
        new Job(
            "job",
            JobKind.SCHEDULED_COMMAND,
            "nightly.sh",
            Host.server("db-1"),
            new Schedule.SinceLast(Duration.ofDays(1), "daily"),
            Definition.LEARNED,
            "nightly.sh",
            "");
    var stoppage =
        new Stoppage(
            job, now.minusSeconds(60), Instant.EPOCH, 1, 90, Growth.UNKNOWN, List.of("reason"));
    var critical =
        new JobNote(
            "", "", "", Optional.of(Importance.CRITICAL), Optional.empty(), Optional.empty());
    var notes =
        new Context(
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(job.id(), critical),
            WrongCauses.NONE);
    var situation = new Situation(List.of(stoppage), List.of(), List.of(), List.of(), notes, now);
    var alert =
        new AlertDecisions(Stories.AT_ONCE).decide(List.of(), situation).alerts().getFirst();
    store.save(alert, Version.NEW);
    return alert.notifications().getFirst();
  }

  private Delivery delivery() throws Exception {
    var alert = store.open().getFirst().value();
    return alert.notifications().getFirst().delivery();
  }
}
