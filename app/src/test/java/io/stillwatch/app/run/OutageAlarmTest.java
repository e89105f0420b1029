// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.NotifierException;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.AlertEvaluator;
import io.stillwatch.core.watch.Tenure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store is away, and comes back.
class OutageAlarmTest {
  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

  @TempDir private Path folder;

  private final InMemoryStores stores = InMemoryStores.empty();
  private final List<String> sent = new ArrayList<>();
  private Instant now = START;
  private boolean away;
  private boolean mine = true;
  private Notifier channel = this::accept;

  @Test
  void it_is_told_once_after_two_minutes_and_becomes_an_alert_that_ends_as_any_other()
      throws Exception {
    away = true;
    var alarm = alarm();
    minutes(alarm, 1);
    assertThat(sent).isEmpty();
    minutes(alarm, 60);
    assertThat(sent).hasSize(1);
    away = false;
    alarm.look();
    var open = stores.alerts().open().getFirst().value();
    assertThat(open.state()).isEqualTo(Alert.State.FIRING);
    assertThat(open.notifications())
        .extracting(one -> one.delivery().state())
        .containsExactly(Delivery.State.SENT);
    evaluator().tick(now);
    var ended = stores.alerts().find(open.id()).orElseThrow().value();
    assertThat(ended.state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(ended.notifications())
        .extracting(Notification::kind)
        .containsExactly(Kind.FIRING, Kind.RESOLVED);
  }

  @Test
  void a_short_absence_is_not_told() throws Exception {
    away = true;
    var alarm = alarm();
    minutes(alarm, 1);
    away = false;
    alarm.look();
    assertThat(sent).isEmpty();
    assertThat(stores.alerts().open()).isEmpty();
  }

  @Test
  void only_the_process_that_alerted_last_tells_it() throws Exception {
    mine = false;
    away = true;
    minutes(alarm(), 30);
    assertThat(sent).isEmpty();
  }

  @Test
  void a_restart_in_the_outage_does_not_tell_it_twice() throws Exception {
    away = true;
    minutes(alarm(), 10);
    for (int restart = 0; restart < 20; restart++) minutes(alarm(), 5);
    assertThat(sent).hasSize(1);
  }

  @Test
  void a_crash_after_sending_repeats_it_once_under_the_same_id() throws Exception {
    away = true;
    channel =
        notification -> {
          accept(notification);
          throw new IllegalStateException("the process ends here");
        };
    try {
      minutes(alarm(), 3);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("ends here");
    }
    channel = this::accept;
    minutes(alarm(), 10);
    assertThat(sent).hasSize(2);
    assertThat(sent.stream().distinct()).hasSize(1);
  }

  @Test
  void what_could_not_be_sent_either_is_tried_again_and_sent_by_the_relay_at_last()
      throws Exception {
    away = true;
    channel =
        _ -> {
          throw new NotifierException("unreachable", true);
        };
    var alarm = alarm();
    minutes(alarm, 30);
    away = false;
    alarm.look();
    assertThat(stores.alerts().withPendingNotifications()).hasSize(1);
  }

  @Test
  void a_damaged_journal_is_put_aside() throws Exception {
    Files.writeString(folder.resolve("outage.json"), "{ not JSON");
    away = true;
    minutes(alarm(), 5);
    assertThat(sent).hasSize(1);
    assertThat(folder.resolve("outage.damaged")).exists();
  }

  private OutageAlarm alarm() {
    return new OutageAlarm(
        () -> {
          if (away) throw new StoreException("connection refused");
        },
        new OutageJournal(folder),
        stores.alerts(),
        new OutageAlarm.Ports(
            AlertSettings.DEFAULT, notification -> channel.send(notification), () -> mine),
        () -> now);
  }

  private AlertEvaluator evaluator() {
    return new AlertEvaluator(
        stores.watched(), stores.alerts(), new AlertDecisions(AlertSettings.DEFAULT), Tenure.ALONE);
  }

  private void minutes(OutageAlarm alarm, int minutes) throws Exception {
    var end = now.plus(Duration.ofMinutes(minutes));
    while (now.isBefore(end)) {
      alarm.look();
      now = now.plusSeconds(10);
    }
  }

  private String accept(Notification notification) {
    sent.add(notification.id());
    return "message-" + sent.size();
  }
}
