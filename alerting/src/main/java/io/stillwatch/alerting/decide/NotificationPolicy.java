// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.message.Notice;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// Decides whether a change of an alert is notified, and appends the message.
final class NotificationPolicy {
  /// Half a year of silence means 180 reminders: the alert keeps the latest, the store keeps all.
  private static final int MAX_FINISHED = 30;

  private final AlertSettings settings;
  private final Texts texts;

  NotificationPolicy(AlertSettings settings, Texts texts) {
    this.settings = settings;
    this.texts = texts;
  }

  Alert apply(Optional<Alert> before, Alert now, Instant at) {
    return due(before, now, at).map(notice -> append(now, notice)).orElse(now);
  }

  private Optional<Notice> due(Optional<Alert> before, Alert now, Instant at) {
    var history = NotificationHistory.of(now);
    int sequence = history.nextSequence();
    boolean waiting = now.state() == Alert.State.PENDING;
    if (before.isEmpty()) {
      var kind = waiting ? Kind.PREDICTED : Kind.FIRING;
      return Optional.of(new Notice(kind, sequence, at));
    }
    if (waiting) return Optional.empty();
    if (at.isBefore(now.handling().snoozedUntil())) return Optional.empty();
    if (!now.open()) return Optional.of(new Notice(Kind.RESOLVED, sequence, at));
    if (before.get().state() == Alert.State.PENDING)
      return Optional.of(new Notice(Kind.FIRING, sequence, at));
    if (!before.get().open())
      return Optional.of(notice(Kind.UPDATE, sequence, at, AlertDelta.again(history)));
    var delta = AlertDelta.of(now, history);
    if (delta.worse()
        || (delta.any() && past(history.last(Kind.UPDATE), settings.updateEvery(), at))) {
      return Optional.of(notice(Kind.UPDATE, sequence, at, delta));
    }
    boolean handled = !now.handling().acknowledgedBy().isEmpty();
    if (handled || !past(history.last(), settings.repeat(), at)) return Optional.empty();
    return Optional.of(notice(Kind.REMINDER, sequence, at, delta));
  }

  private static Notice notice(Kind kind, int sequence, Instant at, AlertDelta delta) {
    return new Notice(kind, sequence, at, delta.words(), delta.causeFound());
  }

  private static boolean past(Optional<Instant> last, Duration wait, Instant at) {
    return last.map(then -> !at.isBefore(then.plus(wait))).orElse(true);
  }

  private Alert append(Alert alert, Notice notice) {
    var kept = new ArrayList<>(alert.notifications());
    long finished = kept.stream().filter(one -> !one.pending()).count();
    while (finished > MAX_FINISHED && !kept.getFirst().pending()) {
      kept.removeFirst();
      finished--;
    }
    kept.add(notification(alert, notice));
    return alert.withNotifications(kept);
  }

  private Notification notification(Alert alert, Notice notice) {
    var word = notice.kind().name().toLowerCase(Locale.ROOT);
    return new Notification(
        alert.id() + "-" + notice.sequence() + "-" + word,
        alert.id(),
        notice.kind(),
        notice.sequence(),
        notice.at(),
        texts.message(alert, notice),
        Delivery.NEW);
  }
}
