// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.relay;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.NotifierException;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.watch.Tenure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the notifications that alerts contain, each at least once and in order.
///
/// A notification is sent first and marked afterwards: a crash in between sends it again, under the
/// same id. If the alert was changed concurrently, the change is kept and the mark added to it.
public final class NotificationRelay {
  private static final Logger log = LoggerFactory.getLogger(NotificationRelay.class);
  private static final int MAX_FAILURES_IN_A_ROW = 5;

  private final AlertStore store;
  private final Notifier notifier;
  private final InstantSource time;
  private final BackOff backOff;
  private final Tenure tenure;
  private final Map<String, Integer> failedInARow = new HashMap<>();

  /// `seed` spreads the retries of several processes; a message is sent only while `tenure` lasts.
  public NotificationRelay(
      AlertStore store, Notifier notifier, InstantSource time, long seed, Tenure tenure) {
    this.tenure = tenure;
    this.store = store;
    this.notifier = notifier;
    this.time = time;
    this.backOff = new BackOff(seed);
  }

  /// The result of one pass; `waiting` counts notifications that are not due yet or queued behind a
  /// failed one.
  public record Pass(int sent, int failed, int dead, int waiting) {
    static final Pass NOTHING = new Pass(0, 0, 0, 0);

    Pass plus(Pass other) {
      return new Pass(
          sent + other.sent, failed + other.failed, dead + other.dead, waiting + other.waiting);
    }
  }

  /// One pass over all alerts. Ends early if the channel seems to be unreachable, because its other
  /// messages would fail too.
  public Pass sendDue() throws StoreException {
    var pass = Pass.NOTHING;
    failedInARow.clear();
    for (var message : store.messages().pending()) pass = pass.plus(sendService(message));
    for (var alert : store.withPendingNotifications()) pass = pass.plus(sendDue(alert));
    return pass;
  }

  /// Whether a route seems to be unreachable: then its other messages would fail too.
  private boolean isDown(String route) {
    return failedInARow.getOrDefault(route, 0) >= MAX_FAILURES_IN_A_ROW;
  }

  private boolean mustWait(Notification next) {
    return next.delivery().nextTryAt().isAfter(time.instant()) || isDown(next.route());
  }

  private Pass sendService(Notification message) throws StoreException {
    if (mustWait(message)) return new Pass(0, 0, 0, 1);
    tenure.epoch();
    var tried = message.withDelivery(attempt(message));
    store.messages().put(tried);
    record(tried);
    return counted(tried.delivery());
  }

  /// The messages of an alert on each of its routes. It is read again by its id: a search may not
  /// show yet what a process that ended just now has sent.
  private Pass sendDue(Versioned<Alert> found) throws StoreException {
    var current = store.find(found.value().id());
    if (current.isEmpty()) return Pass.NOTHING;
    var routes =
        current.get().value().notifications().stream()
            .filter(Notification::pending)
            .map(Notification::route)
            .distinct()
            .toList();
    var pass = Pass.NOTHING;
    for (var route : routes) {
      while (current.isPresent()) {
        var waiting = pending(current.get().value(), route);
        if (waiting.isEmpty()) break;
        var next = waiting.getFirst();
        // messages behind a waiting one must wait too: resolved never overtakes firing
        if (mustWait(next)) {
          pass = pass.plus(new Pass(0, 0, 0, waiting.size()));
          break;
        }
        tenure.epoch();
        var tried = next.withDelivery(attempt(next));
        record(tried);
        current = save(current.get(), tried);
        pass = pass.plus(counted(tried.delivery()));
        if (tried.pending()) {
          pass = pass.plus(new Pass(0, 0, 0, waiting.size() - 1));
          break;
        }
      }
    }
    return pass;
  }

  private static Pass counted(Delivery delivery) {
    return switch (delivery.state()) {
      case SENT -> new Pass(1, 0, 0, 0);
      case PENDING -> new Pass(0, 1, 0, 0);
      case DEAD -> new Pass(0, 0, 1, 0);
      case HELD -> Pass.NOTHING;
    };
  }

  private static List<Notification> pending(Alert alert, String route) {
    return alert.notifications().stream()
        .filter(one -> one.pending() && one.route().equals(route))
        .sorted(Comparator.comparingInt(Notification::sequence))
        .toList();
  }

  private Delivery attempt(Notification notification) {
    int attempts = notification.delivery().attempts() + 1;
    try {
      var messageId = notifier.send(notification);
      failedInARow.remove(notification.route());
      return new Delivery(Delivery.State.SENT, attempts, messageId, "", time.instant());
    } catch (NotifierException e) {
      if (e.retryable()) failedInARow.merge(notification.route(), 1, Integer::sum);
      return rejected(notification, attempts, e);
    }
  }

  private Delivery rejected(Notification notification, int attempts, NotifierException e) {
    Instant now = time.instant();
    var problem = e.getMessage() == null ? e.toString() : e.getMessage();
    var expired = !now.isBefore(notification.madeAt().plus(BackOff.EXPIRY));
    if (!e.retryable() || expired) {
      log.atError()
          .addKeyValue("notification", notification.id())
          .addKeyValue("attempts", attempts)
          .addKeyValue("problem", problem)
          .log("Notification failed permanently; no recipient was notified.");
      return new Delivery(Delivery.State.DEAD, attempts, "", problem, now);
    }
    log.atWarn()
        .addKeyValue("notification", notification.id())
        .addKeyValue("attempts", attempts)
        .addKeyValue("problem", problem)
        .log("Notification was rejected; it will be retried.");
    var pause = backOff.after(attempts, e.retryAfter());
    return new Delivery(Delivery.State.PENDING, attempts, "", problem, now.plus(pause));
  }

  /// The list of attempts is an audit trail only; losing an entry must not repeat a message.
  private void record(Notification tried) {
    try {
      store.record(tried);
    } catch (StoreException e) {
      log.atWarn()
          .addKeyValue("notification", tried.id())
          .setCause(e)
          .log("Delivery attempt could not be recorded; delivery is not affected.");
    }
  }

  /// Saves under the version that was read; after a concurrent change, marks the newer alert
  /// instead.
  private Optional<Versioned<Alert>> save(Versioned<Alert> read, Notification tried)
      throws StoreException {
    try {
      store.save(marked(read.value(), tried), read.version());
    } catch (StoreException conflict) {
      var newer = store.find(read.value().id());
      if (newer.isEmpty()) return Optional.empty();
      if (newer.get().version().equals(read.version())) throw conflict;
      store.save(marked(newer.get().value(), tried), newer.get().version());
    }
    return store.find(read.value().id());
  }

  private static Alert marked(Alert alert, Notification tried) {
    return alert.withNotifications(
        alert.notifications().stream()
            .map(one -> one.id().equals(tried.id()) && one.pending() ? tried : one)
            .toList());
  }
}
