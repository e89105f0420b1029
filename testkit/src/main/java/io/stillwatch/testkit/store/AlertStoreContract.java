// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every store of alerts keeps.
public abstract class AlertStoreContract {
  private static final Instant AT = Samples.AT;

  /// A store that holds nothing yet.
  protected abstract AlertStore emptyStore() throws Exception;

  @Test
  void an_empty_store_finds_nothing() throws Exception {
    var store = emptyStore();
    assertThat(store.open()).isEmpty();
    assertThat(store.withPendingNotifications()).isEmpty();
    assertThat(store.between(Instant.MIN, Instant.MAX, 10)).isEmpty();
    assertThat(store.find("alert-1")).isEmpty();
    assertThat(store.notifications("alert-1")).isEmpty();
  }

  @Test
  void brings_back_an_alert_with_its_notifications() throws Exception {
    var store = emptyStore();
    var alert =
        Samples.alert("alert-1", Alert.State.FIRING, AT)
            .withNotifications(
                List.of(
                    Samples.notification("notification-1", "alert-1", Notification.Delivery.NEW)));
    store.save(alert, Versioned.Version.NEW);
    assertThat(store.open()).extracting(Versioned::value).containsExactly(alert);
    assertThat(store.withPendingNotifications()).isEqualTo(store.open());
    assertThat(store.find("alert-1").orElseThrow()).isEqualTo(store.open().getFirst());
  }

  @Test
  void a_recovering_alert_is_open() throws Exception {
    var store = emptyStore();
    var recovering = Samples.alert("alert-1", Alert.State.RECOVERING, AT);
    store.save(recovering, Versioned.Version.NEW);
    assertThat(store.open()).extracting(Versioned::value).containsExactly(recovering);
  }

  @Test
  void keeps_what_was_changed_of_an_alert_in_order() throws Exception {
    var store = emptyStore();
    var first = new AlertEvent("alert-1", AT, "ana", AlertEvent.What.SNOOZED, "", "until noon", "");
    var second =
        new AlertEvent(
            "alert-1", AT.plusSeconds(1), "ben", AlertEvent.What.COMMENTED, "", "", "on it");
    store.record(second);
    store.record(new AlertEvent("alert-2", AT, "ana", AlertEvent.What.MUTED, "", "ana", ""));
    store.record(first);
    assertThat(store.events("alert-1")).containsExactly(first, second);
    assertThat(store.events("alert-3")).isEmpty();
  }

  @Test
  void messages_of_no_alert_wait_until_they_are_sent() throws Exception {
    var messages = emptyStore().messages();
    assertThat(messages.pending()).isEmpty();
    var waiting = Samples.notification("test-1", "test-1", Notification.Delivery.NEW);
    messages.put(waiting);
    messages.put(Samples.notification("test-2", "test-2", sent()));
    assertThat(messages.pending()).containsExactly(waiting);
    messages.put(waiting.withDelivery(sent()));
    assertThat(messages.pending()).isEmpty();
    assertThat(messages.newest(1)).hasSize(1);
    assertThat(messages.newest(9)).hasSize(2);
  }

  @Test
  void a_resolved_alert_is_not_open_but_its_notification_may_be_pending() throws Exception {
    var store = emptyStore();
    var pending = Samples.notification("notification-1", "alert-1", Notification.Delivery.NEW);
    var resolved = Samples.alert("alert-1", Alert.State.RESOLVED, AT);
    store.save(resolved.withNotifications(List.of(pending)), Versioned.Version.NEW);
    assertThat(store.open()).isEmpty();
    var read = store.withPendingNotifications().getFirst();
    store.save(resolved.withNotifications(List.of(pending.withDelivery(sent()))), read.version());
    assertThat(store.withPendingNotifications()).isEmpty();
  }

  @Test
  void a_pending_alert_is_open_although_it_has_no_notification() throws Exception {
    var store = emptyStore();
    var pending = Samples.alert("alert-1", Alert.State.PENDING, AT);
    store.save(pending, Versioned.Version.NEW);
    assertThat(store.open()).extracting(Versioned::value).containsExactly(pending);
    assertThat(store.withPendingNotifications()).isEmpty();
  }

  @Test
  void keeps_why_an_alert_was_closed() throws Exception {
    var store = emptyStore();
    var closed =
        Samples.alert("alert-1", Alert.State.FIRING, AT)
            .closed(new Alert.Closing(Alert.Closing.Kind.CLOSED, "ada", "moved"), AT);
    store.save(closed, Versioned.Version.NEW);
    assertThat(store.find("alert-1").orElseThrow().value()).isEqualTo(closed);
  }

  @Test
  void an_alert_changes_only_under_the_version_that_was_read() throws Exception {
    var store = emptyStore();
    store.save(Samples.alert("alert-1", Alert.State.PENDING, AT), Versioned.Version.NEW);
    var read = store.find("alert-1").orElseThrow();
    var firing = Samples.alert("alert-1", Alert.State.FIRING, AT);
    store.save(firing, read.version());
    assertThatThrownBy(
            () -> store.save(Samples.alert("alert-1", Alert.State.RESOLVED, AT), read.version()))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.save(firing, Versioned.Version.NEW))
        .isInstanceOf(StoreException.class);
    assertThat(store.find("alert-1").orElseThrow().value()).isEqualTo(firing);
  }

  @Test
  void brings_alerts_that_overlap_a_range_the_newest_first() throws Exception {
    var store = emptyStore();
    var day = Duration.ofDays(1);
    var old = Samples.alert("old", Alert.State.RESOLVED, AT.minus(day.multipliedBy(9)));
    var open = Samples.alert("open", Alert.State.FIRING, AT.minus(day.multipliedBy(5)));
    var within = Samples.alert("within", Alert.State.RESOLVED, AT);
    var future = Samples.alert("future", Alert.State.FIRING, AT.plus(day.multipliedBy(5)));
    for (var alert : List.of(within, old, future, open)) {
      store.save(alert, Versioned.Version.NEW);
    }
    assertThat(store.between(AT.minus(day), AT.plus(day), 10)).containsExactly(within, open);
    assertThat(store.between(Instant.MIN, Instant.MAX, 10))
        .containsExactly(future, within, open, old);
    assertThat(store.between(Instant.MIN, Instant.MAX, 2)).containsExactly(future, within);
  }

  @Test
  void keeps_every_attempt_to_send() throws Exception {
    var store = emptyStore();
    var failed =
        Samples.notification(
            "notification-1",
            "alert-1",
            new Notification.Delivery(
                Notification.Delivery.State.PENDING, 1, "", "throttled", AT.plusSeconds(5)));
    store.record(failed);
    store.record(failed.withDelivery(sent()));
    store.record(Samples.notification("notification-2", "alert-2", sent()));
    assertThat(store.notifications("alert-1")).containsExactly(failed, failed.withDelivery(sent()));
  }

  private static Notification.Delivery sent() {
    return new Notification.Delivery(
        Notification.Delivery.State.SENT, 2, "message-1", "", Instant.EPOCH);
  }
}
