// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.EveryKind;
import io.stillwatch.alerting.Stories;
import io.stillwatch.core.alert.Message;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/// The policies of docs/sns against the filters of SNS: who gets which message.
class FilterPoliciesTest {
  private static final Path POLICIES = Path.of("../docs/sns");

  private final SimulatedAccount account = SimulatedAccount.start(List.of(), () -> Stories.MISS);
  private final SnsNotifier sns = SnsNotifier.open(account.topicArn(), account.endpoint());

  @BeforeEach
  void subscribe() throws Exception {
    try (var client =
            SnsClient.builder()
                .endpointOverride(account.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        var files = Files.list(POLICIES)) {
      for (var file : files.toList()) {
        var attributes = Map.of("FilterPolicy", Files.readString(file));
        client.subscribe(r ->
            r.topicArn(account.topicArn())
                .protocol("sqs")
                .endpoint(file.getFileName().toString())
                .attributes(attributes));
      }
    }
  }

  @AfterEach
  void close() {
    sns.close();
    account.close();
  }

  @Test
  void a_critical_alert_reaches_those_who_want_only_critical_ones() throws Exception {
    assertThat(receivers(Kind.FIRING, Map.of()))
        .containsExactlyInAnyOrder("only-critical.json", "no-reminders.json");
    assertThat(receivers(Kind.FIRING, Map.of("severity", "minor")))
        .containsExactly("no-reminders.json");
    assertThat(receivers(Kind.RESOLVED, Map.of())).contains("only-critical.json");
  }

  @Test
  void an_alert_reaches_its_owner_and_those_who_watch_its_host() throws Exception {
    assertThat(receivers(Kind.FIRING, Map.of("owner", "dba", "host", "db-prod-1")))
        .contains("one-owner.json", "one-host.json");
    assertThat(receivers(Kind.FIRING, Map.of("owner", "web", "host", "db-prod-11")))
        .doesNotContain("one-owner.json", "one-host.json");
  }

  @Test
  void reminders_reach_nobody_who_does_not_want_them() throws Exception {
    assertThat(receivers(Kind.REMINDER, Map.of())).doesNotContain("no-reminders.json");
    for (var kind : List.of(Kind.UPDATE, Kind.RESOLVED, Kind.SUMMARY, Kind.TEST)) {
      assertThat(receivers(kind, Map.of())).as(kind.name()).contains("no-reminders.json");
    }
  }

  @Test
  void predictions_can_be_had_alone() throws Exception {
    assertThat(receivers(Kind.PREDICTED, Map.of())).contains("only-predicted.json");
    assertThat(receivers(Kind.FIRING, Map.of())).doesNotContain("only-predicted.json");
  }

  /// Without the mailbox that wants everything.
  private List<String> receivers(Kind kind, Map<String, String> changed) throws Exception {
    int before = account.api().deliveries().size();
    sns.send(with(changed, new EveryKind(AlertSettings.DEFAULT, Stories.caseStudy()).of(kind)));
    return account.api().deliveries().stream()
        .skip(before)
        .map(Delivery::endpoint)
        .filter(endpoint -> endpoint.endsWith(".json"))
        .toList();
  }

  private static Notification with(Map<String, String> changed, Notification notification) {
    var message = notification.message();
    var attributes = new HashMap<>(message.attributes());
    attributes.putAll(changed);
    return new Notification(
        notification.id(),
        notification.alert(),
        notification.kind(),
        notification.sequence(),
        notification.madeAt(),
        new Message(message.subject(), message.email(), message.sms(), message.json(), attributes),
        notification.delivery());
  }
}
