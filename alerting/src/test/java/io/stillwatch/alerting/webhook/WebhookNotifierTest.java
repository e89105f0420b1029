// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.webhook;

import static io.stillwatch.alerting.Stories.caseStudy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.EveryKind;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.alerting.webhook.WebhookNotifier.Receiver;
import io.stillwatch.alerting.webhook.WebhookNotifier.Secret;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Delivery.State;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.NotifierException;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.simulator.net.FaultProxy;
import io.stillwatch.simulator.net.NetFault;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signed events over HTTP, to a receiver that verifies them and answers on command.
class WebhookNotifierTest {
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDAAECAwQFBgc=";

  private final WebhookReceiver receiver;
  private final AlertStore store = InMemoryStores.empty().alerts();
  private Instant now = Instant.parse("2026-11-13T02:00:00Z");

  @TempDir private Path folder;

  WebhookNotifierTest() throws IOException {
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_kind_of_message_is_a_signed_cloud_event(Kind kind) throws Exception {
    var notification = new EveryKind(AlertSettings.DEFAULT, caseStudy()).of(kind);
    try (var webhook = webhook(new Secret.Text(NEW))) {
      assertThat(webhook.send(notification)).isEqualTo(notification.id());
    }
    var request = receiver.requests().getFirst();
    assertThat(WebhookReceiver.accepts(request, NEW, now.getEpochSecond())).isTrue();
    assertThat(WebhookReceiver.accepts(request, OLD, now.getEpochSecond())).isFalse();
    assertThat(request.header("content-type")).startsWith("application/cloudevents+json");
    assertThat(request.header("webhook-id")).isEqualTo(notification.id());
    var event = new ObjectMapper().readTree(request.text());
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo(notification.id());
    assertThat(event.path("source").asText()).isEqualTo("https://sw.example.org");
    assertThat(event.path("subject").asText()).isEqualTo(notification.alert());
    assertThat(event.path("time").asText()).isEqualTo(notification.madeAt().toString());
    assertThat(event.path("type").asText())
        .isEqualTo("io.stillwatch.alert." + kind.name().toLowerCase(Locale.ROOT));
    assertThat(event.path("data"))
        .isEqualTo(new ObjectMapper().readTree(notification.message().json()));
  }

  @Test
  void the_signature_is_that_of_standard_webhooks() throws Exception {
    // the example of the specification's libraries
    var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            SigningKeys.of(new Secret.Text(OLD))
                .signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void a_receiver_refuses_what_was_changed_recorded_or_repeated() throws Exception {
    try (var webhook = webhook(new Secret.Text(NEW))) {
      webhook.send(notification());
    }
    var request = receiver.requests().getFirst();
    var changed = request.text().replace("critical", "low").getBytes(StandardCharsets.UTF_8);
    var forged = new WebhookReceiver.Request(request.headers(), changed);
    long at = now.getEpochSecond();
    assertThat(WebhookReceiver.accepts(forged, NEW, at)).isFalse();
    assertThat(WebhookReceiver.accepts(request, NEW, at + 301)).isFalse();
    var seen = new HashSet<String>();
    assertThat(WebhookReceiver.accepts(request, NEW, at, seen)).isTrue();
    assertThat(WebhookReceiver.accepts(request, NEW, at, seen)).isFalse();
  }

  @Test
  void during_a_change_of_keys_both_verify_and_no_restart_is_needed() throws Exception {
    var file = folder.resolve("secret");
    Files.writeString(file, OLD + "\n");
    long at = now.getEpochSecond();
    try (var webhook = webhook(new Secret.InFile(file))) {
      webhook.send(notification());
      Files.writeString(file, NEW + "\n" + OLD + "\n");
      webhook.send(notification());
      Files.writeString(file, NEW);
      webhook.send(notification());
      Files.writeString(file, "");
      var problem =
          catchThrowableOfType(NotifierException.class, () -> webhook.send(notification()));
      assertThat(problem.retryable()).isTrue();
      assertThat(problem).hasMessageContaining("openssl rand");
    }
    var sent = receiver.requests();
    assertThat(sent).hasSize(3);
    assertThat(sent)
        .extracting(one -> WebhookReceiver.accepts(one, OLD, at))
        .containsExactly(true, true, false);
    assertThat(sent)
        .extracting(one -> WebhookReceiver.accepts(one, NEW, at))
        .containsExactly(false, true, true);
  }

  @ParameterizedTest
  @CsvSource({
    "200, sent, ''",
    "202, sent, ''",
    "204, sent, ''",
    "301, dead, Configure the final address",
    "307, dead, Configure the final address",
    "400, dead, does not accept the message",
    "401, dead, Compare the secret",
    "403, dead, Compare the secret",
    "404, dead, Correct the address",
    "410, dead, Remove it from the routes",
    "413, dead, Raise its limit",
    "408, waits, answered 408",
    "425, waits, answered 425",
    "429, waits, answered 429",
    "500, waits, answered 500",
    "503, waits, answered 503"
  })
  void an_answer_decides_whether_the_message_is_sent_again(int status, String then, String words)
      throws Exception {
    var elsewhere = receiver.url().replace("/hooks", "/elsewhere");
    receiver.answer(status, Map.of("Location", elsewhere), status < 300 ? "" : "go away\n");
    stored();
    try (var webhook = webhook(new Secret.Text(NEW))) {
      relay(webhook).sendDue();
    }
    var delivery = delivery();
    assertThat(delivery.problem()).contains(words).doesNotContain("s3cret-path", "hidden", "whsec");
    assertThat(delivery.state())
        .isEqualTo(
            switch (then) {
              case "sent" -> State.SENT;
              case "dead" -> State.DEAD;
              default -> State.PENDING;
            });
    assertThat(receiver.requests()).hasSize(1);
    if (status >= 300) assertThat(delivery.problem()).contains("It says: go away");
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, 120",
    "503, 600, 600",
    "429, 'Fri, 13 Nov 2026 02:10:00 GMT', 600",
    "429, 86400, 3600"
  })
  void a_receiver_may_ask_for_a_pause(int status, String retryAfter, int seconds) throws Exception {
    receiver.answer(status, Map.of("Retry-After", retryAfter), "");
    stored();
    try (var webhook = webhook(new Secret.Text(NEW))) {
      relay(webhook).sendDue();
      assertThat(delivery().nextTryAt()).isEqualTo(now.plusSeconds(seconds));
      receiver.answer(200, Map.of(), "");
      now = now.plusSeconds(seconds - 1);
      relay(webhook).sendDue();
      assertThat(receiver.requests()).hasSize(1);
      now = now.plusSeconds(1);
      relay(webhook).sendDue();
    }
    assertThat(delivery().state()).isEqualTo(State.SENT);
    assertThat(receiver.requests()).hasSize(2);
    assertThat(receiver.requests())
        .extracting(one -> one.header("webhook-id"))
        .containsOnly(notification().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "Fri, 13 Nov 2026 01:00:00 GMT"})
  void what_asks_for_no_pause_is_tried_again_as_usual(String retryAfter) throws Exception {
    receiver.answer(429, Map.of("Retry-After", retryAfter), "");
    stored();
    try (var webhook = webhook(new Secret.Text(NEW))) {
      relay(webhook).sendDue();
    }
    assertThat(delivery().nextTryAt()).isBetween(now, now.plusSeconds(1));
  }

  @Test
  void a_receiver_that_does_not_answer_is_given_up_and_tried_again() throws Exception {
    receiver.answer(0, Map.of(), "");
    try (var webhook =
        WebhookNotifier.open(receiver(new Secret.Text(NEW)), () -> now, Duration.ofMillis(700))) {
      var problem =
          catchThrowableOfType(NotifierException.class, () -> webhook.send(notification()));
      assertThat(problem.retryable()).isTrue();
      receiver.answer(200, Map.of(), "x".repeat(5_000_000));
      webhook.send(notification());
    }
    assertThat(receiver.requests()).hasSize(2);
  }

  @Test
  void only_the_beginning_of_an_answer_is_read() throws Exception {
    receiver.answer(500, Map.of(), "password=hunter2 \u0007" + "x".repeat(5_000_000));
    try (var webhook = webhook(new Secret.Text(NEW))) {
      var problem =
          catchThrowableOfType(NotifierException.class, () -> webhook.send(notification()));
      assertThat(problem.getMessage())
          .contains("password=REDACTED")
          .doesNotContain("hunter2", "\u0007");
      assertThat(problem.getMessage()).hasSizeLessThan(300);
    }
  }

  @Test
  void a_failing_network_repeats_rather_than_loses_a_message() throws Exception {
    stored();
    var address = URI.create(receiver.url());
    try (var proxy = FaultProxy.before(URI.create("http://127.0.0.1:" + address.getPort()));
        var webhook =
            WebhookNotifier.open(
                new Receiver(proxy.uri() + "/x", new Secret.Text(NEW), ""), () -> now)) {
      for (var fault :
          List.of(
              new NetFault.Refuse(),
              new NetFault.ResetHalfway(),
              NetFault.unavailable(),
              new NetFault.SwallowAnswer())) {
        proxy.play(fault);
        relay(webhook).sendDue();
        assertThat(delivery().state()).isEqualTo(State.PENDING);
        now = now.plus(Duration.ofMinutes(5));
      }
      proxy.heal();
      relay(webhook).sendDue();
    }
    assertThat(delivery().state()).isEqualTo(State.SENT);
    assertThat(receiver.requests())
        .hasSize(2)
        .allMatch(one -> one.header("webhook-id").equals(notification().id()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.example.com/x, must use https",
    "ftp://hooks.example.com/x, must begin with https://HOST",
    "hooks.example.com/x, must begin with https://HOST",
    "https:///x, must begin with https://HOST",
    "https://user:pass@hooks.example.com/x, must not contain a user",
    "https://hooks.example.com/x#y, must not contain #",
    "https://hooks.example.com/ x, is not a valid URL",
    "https://169.254.169.254/latest, must not be called",
    "https://[fe80::1]/x, must not be called",
    "https://[fd00:ec2::254]/x, must not be called",
    "https://[::ffff:169.254.169.254]/x, must not be called",
    "https://100.100.100.200/x, must not be called",
    "https://0.0.0.0/x, must not be called",
    "https://224.0.0.1/x, must not be called",
    "http://10.0.0.1/x, must use https"
  })
  void an_address_that_is_not_safe_is_rejected(String url, String words) {
    assertThatThrownBy(() -> open(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("user:pass");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://2852039166/x", "https://0xA9FEA9FE/x", "https://0xa9.254.43518/x"})
  void other_spellings_of_the_metadata_address_are_never_called(String url) {
    assertThatThrownBy(
            () -> {
              try (var webhook = open(url)) {
                webhook.send(notification());
              }
            })
        .isInstanceOfAny(IllegalArgumentException.class, NotifierException.class);
  }

  @Test
  void an_address_of_ones_own_network_is_allowed_over_https() throws Exception {
    open("https://10.0.0.1:8443/x?y=z").close();
    open("https://hooks.example.com/x").close();
    open("http://localhost:1/x").close();
    open("http://[::1]:1/x").close();
  }

  @Test
  void an_unknown_host_is_tried_again() {
    try (var webhook = open("https://does-not-exist.invalid/x")) {
      var problem =
          catchThrowableOfType(NotifierException.class, () -> webhook.send(notification()));
      assertThat(problem.retryable()).isTrue();
      assertThat(problem).hasMessageContaining("unknown host");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "whsec_",
        "whsec_c2hvcnQ=",
        "whsec_***",
        OLD + " " + NEW + " " + OLD
      })
  void a_key_that_is_missing_short_or_one_too_many_is_rejected(String keys) {
    assertThatThrownBy(() -> webhook(new Secret.Text(keys)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(OLD.substring(6));
    assertThat(receiver(new Secret.Text(OLD)).toString()).doesNotContain(OLD.substring(6));
  }

  @Test
  void a_secret_file_that_is_missing_is_noticed_at_the_start() {
    assertThatThrownBy(() -> webhook(new Secret.InFile(folder.resolve("none"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void an_id_that_no_header_takes_is_replaced_by_one_that_is_always_the_same() {
    var odd =
        new Notification(
            "n.1\r\nX: y", "a", Kind.FIRING, 1, now, notification().message(), Delivery.NEW);
    assertThat(CloudEvent.id(odd)).matches("[0-9a-f-]{36}").isEqualTo(CloudEvent.id(odd));
  }

  private WebhookNotifier webhook(Secret secret) {
    return WebhookNotifier.open(receiver(secret), () -> now);
  }

  private WebhookNotifier open(String url) {
    return WebhookNotifier.open(new Receiver(url, new Secret.Text(NEW), ""), () -> now);
  }

  private Receiver receiver(Secret secret) {
    return new Receiver(receiver.url(), secret, "https://sw.example.org");
  }

  private NotificationRelay relay(WebhookNotifier webhook) {
    return new NotificationRelay(store, webhook, () -> now, 1, Tenure.ALONE);
  }

  private static Notification notification() {
    return caseStudy().notifications().getFirst();
  }

  /// Made as late as now, so that it is not out of date.
  private void stored() throws Exception {
    var first = notification();
    var fresh =
        new Notification(
            first.id(),
            first.alert(),
            first.kind(),
            first.sequence(),
            now,
            first.message(),
            Delivery.NEW);
    store.save(caseStudy().withNotifications(List.of(fresh)), Version.NEW);
  }

  private Delivery delivery() throws Exception {
    return store.open().getFirst().value().notifications().getFirst().delivery();
  }
}
