// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.relay;

import static io.stillwatch.alerting.Stories.DRIVER;
import static io.stillwatch.alerting.Stories.MISS;
import static io.stillwatch.alerting.Stories.at;
import static io.stillwatch.alerting.Stories.cron;
import static io.stillwatch.alerting.Stories.stopped;
import static io.stillwatch.alerting.Stories.typo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.alerting.Stories;
import io.stillwatch.alerting.decide.AlertDecisions;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Delivery.State;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.NotifierException;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.ServiceMessageStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.Tenure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationRelayTest {
  private final AlertDecisions decisions = new AlertDecisions(Stories.AT_ONCE);
  private final AlertStore store = InMemoryStores.empty().alerts();
  private final Channel channel = new Channel();
  private Instant now = MISS.plusSeconds(1800);
  private NotificationRelay relay = relay(store);

  @Test
  void sends_what_is_pending_once_and_marks_it() throws Exception {
    var id = stored(opened());
    assertThat(relay.sendDue()).isEqualTo(new NotificationRelay.Pass(1, 0, 0, 0));
    assertThat(relay.sendDue()).isEqualTo(NotificationRelay.Pass.NOTHING);
    assertThat(channel.accepted).containsExactly(id + "-1-firing");
    assertThat(delivery(id, 0)).isEqualTo(new Delivery(State.SENT, 1, "message-1", "", now));
  }

  @Test
  void twenty_server_errors_only_delay_the_message() throws Exception {
    var id = stored(opened());
    channel.reject(20, true);
    int passes = 0;
    while (channel.accepted.isEmpty()) {
      relay.sendDue();
      now = max(now, delivery(id, 0).nextTryAt());
      passes++;
    }
    assertThat(passes).isEqualTo(21);
    assertThat(delivery(id, 0).attempts()).isEqualTo(21);
    assertThat(Duration.between(MISS, now)).isLessThan(Duration.ofHours(2));
    assertThat(store.notifications(id)).hasSize(21);
  }

  @Test
  void waits_longer_after_each_failure_up_to_five_minutes() {
    var backOff = new BackOff(1);
    for (int attempts = 1; attempts < 40; attempts++) {
      var most = Duration.ofSeconds(Math.min(300, 1L << Math.min(20, attempts - 1)));
      assertThat(backOff.after(attempts)).isBetween(most.dividedBy(2), most);
    }
  }

  @Test
  void is_not_retried_before_its_next_try() throws Exception {
    stored(opened());
    channel.reject(1, true);
    assertThat(relay.sendDue()).isEqualTo(new NotificationRelay.Pass(0, 1, 0, 0));
    assertThat(relay.sendDue()).isEqualTo(new NotificationRelay.Pass(0, 0, 0, 1));
    assertThat(channel.calls).isEqualTo(1);
  }

  @Test
  void a_permanent_rejection_is_dead_and_keeps_the_problem() throws Exception {
    var id = stored(opened());
    channel.reject(1, false);
    assertThat(relay.sendDue()).isEqualTo(new NotificationRelay.Pass(0, 0, 1, 0));
    assertThat(delivery(id, 0).state()).isEqualTo(State.DEAD);
    assertThat(delivery(id, 0).problem()).isEqualTo("rejected");
    assertThat(relay.sendDue()).isEqualTo(NotificationRelay.Pass.NOTHING);
  }

  @Test
  void after_a_day_of_failures_the_message_is_dead() throws Exception {
    var id = stored(opened());
    channel.reject(Integer.MAX_VALUE, true);
    relay.sendDue();
    now = now.plus(Duration.ofHours(24));
    relay.sendDue();
    assertThat(delivery(id, 0).state()).isEqualTo(State.DEAD);
  }

  @Test
  void an_old_message_is_still_tried_once() throws Exception {
    stored(opened());
    now = now.plus(Duration.ofDays(3));
    relay.sendDue();
    assertThat(channel.accepted).hasSize(1);
  }

  @Test
  void resolved_never_overtakes_firing() throws Exception {
    var id = stored(resolved(opened()));
    channel.reject(1, true);
    assertThat(relay.sendDue()).isEqualTo(new NotificationRelay.Pass(0, 1, 0, 1));
    now = now.plusSeconds(10);
    assertThat(relay.sendDue()).isEqualTo(new NotificationRelay.Pass(2, 0, 0, 0));
    assertThat(channel.accepted).containsExactly(id + "-1-firing", id + "-2-resolved");
  }

  @Test
  void a_dead_message_does_not_block_the_next_one() throws Exception {
    var id = stored(resolved(opened()));
    channel.reject(1, false);
    assertThat(relay.sendDue()).isEqualTo(new NotificationRelay.Pass(1, 0, 1, 0));
    assertThat(channel.accepted).containsExactly(id + "-2-resolved");
  }

  @Test
  void a_crash_before_sending_loses_nothing() throws Exception {
    var id = stored(opened());
    relay = relay(store);
    relay.sendDue();
    assertThat(channel.accepted).containsExactly(id + "-1-firing");
  }

  @Test
  void a_crash_between_acceptance_and_mark_repeats_the_same_id_once() throws Exception {
    var id = stored(opened());
    var dying =
        relay(
            new Wrapped(store) {
              @Override
              public void save(Alert alert, Version read) throws StoreException {
                throw new StoreException("power failure");
              }
            });
    assertThatThrownBy(dying::sendDue).isInstanceOf(StoreException.class);
    relay.sendDue();
    relay.sendDue();
    assertThat(channel.accepted).containsExactly(id + "-1-firing", id + "-1-firing");
  }

  @Test
  void twenty_restarts_with_a_firing_alert_are_one_message() throws Exception {
    stored(opened());
    for (int restart = 0; restart < 20; restart++) relay(store).sendDue();
    assertThat(channel.accepted).hasSize(1);
  }

  /// The answer of the channel is lost with the first minute: one repeat is owed to that.
  @Test
  void twenty_restarts_in_an_hour_without_the_store_repeat_a_message_at_most_once()
      throws Exception {
    var id = stored(opened());
    var away = new Away(store);
    away.rejects = true;
    for (int restart = 0; restart < 20; restart++) {
      assertThatThrownBy(relay(away)::sendDue).isInstanceOf(StoreException.class);
      away.answers = false;
      now = now.plus(Duration.ofMinutes(3));
    }
    away.answers = true;
    away.rejects = false;
    for (int restart = 0; restart < 20; restart++) relay(away).sendDue();
    assertThat(channel.accepted).containsExactly(id + "-1-firing", id + "-1-firing");
  }

  @Test
  void a_concurrent_change_of_the_alert_is_kept() throws Exception {
    var open = opened();
    var id = stored(open);
    channel.whileSending =
        () -> {
          var read = store.find(id).orElseThrow();
          var update =
              at(now.plusSeconds(300), List.of(stopped(DRIVER)), List.of(typo("cron-rds")));
          store.save(
              decisions.decide(List.of(read.value()), update).alerts().getFirst(), read.version());
        };
    relay.sendDue();
    assertThat(channel.accepted).containsExactly(id + "-1-firing", id + "-2-update");
    assertThat(store.find(id).orElseThrow().value().causes()).hasSize(1);
    assertThat(store.find(id).orElseThrow().value().notifications())
        .extracting(one -> one.delivery().state())
        .containsExactly(State.SENT, State.SENT);
  }

  @Test
  void a_lost_record_of_an_attempt_does_not_repeat_the_message() throws Exception {
    stored(opened());
    var forgetful =
        relay(
            new Wrapped(store) {
              @Override
              public void record(Notification notification) throws StoreException {
                throw new StoreException("index is read-only");
              }
            });
    forgetful.sendDue();
    forgetful.sendDue();
    assertThat(channel.accepted).hasSize(1);
  }

  @Test
  void an_unreachable_channel_is_tried_only_a_few_times_per_pass() throws Exception {
    for (int i = 0; i < 40; i++) {
      var job = cron("job-" + i, Stories.TOOLS, "/etc/cron.d/job-" + i, 1);
      stored(
          decisions
              .decide(List.of(), at(now, List.of(stopped(job)), List.of()))
              .alerts()
              .getFirst());
    }
    channel.reject(Integer.MAX_VALUE, true);
    var pass = relay.sendDue();
    assertThat(channel.calls).isEqualTo(5);
    assertThat(pass).isEqualTo(new NotificationRelay.Pass(0, 5, 0, 35));
    channel.reject(0, true);
    relay.sendDue();
    now = now.plusSeconds(2);
    relay.sendDue();
    assertThat(channel.accepted).hasSize(40).doesNotHaveDuplicates();
  }

  private NotificationRelay relay(AlertStore alerts) {
    return new NotificationRelay(alerts, channel, () -> now, 1, Tenure.ALONE);
  }

  private Alert opened() {
    return decisions
        .decide(List.of(), at(now, List.of(stopped(DRIVER)), List.of()))
        .alerts()
        .getFirst();
  }

  private Alert resolved(Alert open) {
    var ran = MISS.plusSeconds(3600);
    return decisions
        .decide(List.of(open), Stories.back(ran, new Recovery(DRIVER, ran)))
        .alerts()
        .getFirst();
  }

  private String stored(Alert alert) throws StoreException {
    store.save(alert, Version.NEW);
    return alert.id();
  }

  private Delivery delivery(String alert, int index) throws StoreException {
    return store.find(alert).orElseThrow().value().notifications().get(index).delivery();
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// A channel that rejects a given number of messages.
  private static final class Channel implements Notifier {
    interface Interruption {
      void run() throws StoreException;
    }

    final List<String> accepted = new ArrayList<>();
    Interruption whileSending = () -> {};
    int calls;
    private int rejections;
    private boolean retryable;

    void reject(int times, boolean canTryAgain) {
      rejections = times;
      retryable = canTryAgain;
    }

    @Override
    public String send(Notification notification) throws NotifierException {
      calls++;
      if (rejections-- > 0) {
        throw new NotifierException("rejected", retryable, new IllegalStateException());
      }
      accepted.add(notification.id());
      var once = whileSending;
      whileSending = () -> {};
      try {
        once.run();
      } catch (StoreException e) {
        throw new AssertionError(e);
      }
      return "message-" + accepted.size();
    }
  }

  /// A store that rejects writes first, and does not answer then.
  private static final class Away extends Wrapped {
    private boolean answers = true;
    private boolean rejects;

    Away(AlertStore inner) {
      super(inner);
    }

    @Override
    public List<Versioned<Alert>> withPendingNotifications() throws StoreException {
      if (!answers) throw new StoreException("connection refused");
      return super.withPendingNotifications();
    }

    @Override
    public void save(Alert alert, Version read) throws StoreException {
      if (rejects) throw new StoreException("connection refused");
      super.save(alert, read);
    }
  }

  /// A store in which a test breaks one method.
  private static class Wrapped implements AlertStore {
    private final AlertStore inner;

    Wrapped(AlertStore inner) {
      this.inner = inner;
    }

    @Override
    public List<Versioned<Alert>> open() throws StoreException {
      return inner.open();
    }

    @Override
    public List<Versioned<Alert>> withPendingNotifications() throws StoreException {
      return inner.withPendingNotifications();
    }

    @Override
    public List<Alert> between(Instant from, Instant until, int most) throws StoreException {
      return inner.between(from, until, most);
    }

    @Override
    public Optional<Versioned<Alert>> find(String id) throws StoreException {
      return inner.find(id);
    }

    @Override
    public void save(Alert alert, Version read) throws StoreException {
      inner.save(alert, read);
    }

    @Override
    public void record(Notification notification) throws StoreException {
      inner.record(notification);
    }

    @Override
    public List<Notification> notifications(String alert) throws StoreException {
      return inner.notifications(alert);
    }

    @Override
    public ServiceMessageStore messages() {
      return inner.messages();
    }

    @Override
    public void record(AlertEvent event) throws StoreException {
      inner.record(event);
    }

    @Override
    public List<AlertEvent> events(String alert) throws StoreException {
      return inner.events(alert);
    }
  }
}
