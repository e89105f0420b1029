// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.Route;
import io.stillwatch.alerting.message.Notice;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.State;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Decides which message an alert gets on a route, if any. The first rule that applies decides.
///
/// 1. Of an alert that was not told yet: the first message, once it waited for what stops together;
///    nothing if it was over before.
/// 2. It ended: resolved. It goes on after it had ended: an update. It was predicted and is missed
///    now: firing.
/// 3. While it is recovering, or only predicted: nothing.
/// 4. Messages were held back and are not any more: a reminder that says so.
/// 5. There is news (members, a cause, a higher severity), and the last message is old enough: an
///    update.
/// 6. It is not acknowledged, and the last message is very old: a reminder.
///
/// A message of an alert that is muted or snoozed, or above the ceiling of the route, is recorded
/// and held.
final class NotificationPolicy {
  /// Half a year of silence means 180 reminders: the alert keeps the latest, the store keeps all.
  private static final int MAX_FINISHED = 30;

  private final AlertSettings settings;
  private final Texts texts;
  private final Ceilings ceilings;

  NotificationPolicy(AlertSettings settings, Texts texts, Ceilings ceilings) {
    this.settings = settings;
    this.texts = texts;
    this.ceilings = ceilings;
  }

  Alert apply(Alert alert, Instant at) {
    var now = alert;
    for (var route : settings.routes()) {
      var history = NotificationHistory.of(alert, route);
      if (history.isEmpty() && !route.takes(alert)) continue;
      var notice = due(alert, route, history, at);
      if (notice.isPresent()) now = append(now, route, history, notice.get());
    }
    return now;
  }

  private Optional<Notice> due(Alert alert, Route route, NotificationHistory history, Instant at) {
    int sequence = history.nextSequence();
    boolean waiting = alert.state() == State.PENDING;
    if (history.isEmpty()) return first(alert, route, at);
    var last = history.newest().kind();
    if (waiting) return Optional.empty();
    if (!alert.open())
      return last == Kind.RESOLVED
          ? Optional.empty()
          : Optional.of(new Notice(Kind.RESOLVED, sequence, at));
    if (last == Kind.RESOLVED)
      return Optional.of(notice(Kind.UPDATE, sequence, at, AlertDelta.again(alert)));
    if (last == Kind.PREDICTED) return Optional.of(new Notice(Kind.FIRING, sequence, at));
    if (alert.state() == State.RECOVERING) return Optional.empty();
    var held = history.heldSinceTold();
    if (!held.isEmpty() && holding(alert, at).isEmpty() && !history.newestOverCeiling())
      return Optional.of(notice(Kind.REMINDER, sequence, at, AlertDelta.held(held)));
    return later(alert, route, history, at);
  }

  private Optional<Notice> first(Alert alert, Route route, Instant at) {
    boolean predicted = alert.state() == State.PENDING;
    boolean wanted = alert.open() && (!predicted || route.takes().predictions());
    var waits = alert.times().detectedAt().plus(settings.groupWait());
    if (!wanted || at.isBefore(waits)) return Optional.empty();
    return Optional.of(new Notice(predicted ? Kind.PREDICTED : Kind.FIRING, 1, at));
  }

  private Optional<Notice> later(
      Alert alert, Route route, NotificationHistory history, Instant at) {
    int sequence = history.nextSequence();
    var delta = AlertDelta.of(alert, history);
    if (delta.any() && past(history.last(), settings.groupInterval(), at))
      return Optional.of(notice(Kind.UPDATE, sequence, at, delta));
    boolean handled = !alert.handling().acknowledgedBy().isEmpty();
    if (handled || !route.takes().reminders() || !past(history.last(), repeat(alert), at))
      return Optional.empty();
    return Optional.of(notice(Kind.REMINDER, sequence, at, delta));
  }

  private Duration repeat(Alert alert) {
    return alert.severity() == Severity.CRITICAL ? settings.repeatCritical() : settings.repeat();
  }

  private static Notice notice(Kind kind, int sequence, Instant at, AlertDelta delta) {
    return new Notice(kind, sequence, at, delta.words(), delta.causeFound());
  }

  private static boolean past(Optional<Instant> last, Duration wait, Instant at) {
    return last.map(then -> !at.isBefore(then.plus(wait))).orElse(true);
  }

  /// Why people do not want messages of the alert now; empty if they do.
  private static Optional<String> holding(Alert alert, Instant at) {
    var handling = alert.handling();
    if (!handling.mutedBy().isEmpty()) return Optional.of("muted by " + handling.mutedBy());
    return handling.snooze().holds(alert, at)
        ? Optional.of("snoozed until " + handling.snoozedUntil())
        : Optional.empty();
  }

  private Alert append(Alert alert, Route route, NotificationHistory history, Notice notice) {
    var kept = new ArrayList<>(alert.notifications());
    long finished = kept.stream().filter(one -> !one.pending()).count();
    while (finished > MAX_FINISHED && !kept.getFirst().pending()) {
      kept.removeFirst();
      finished--;
    }
    kept.add(notification(alert, route, history, notice));
    return alert.withNotifications(kept);
  }

  private Notification notification(
      Alert alert, Route route, NotificationHistory history, Notice notice) {
    return new Notification(
        Notification.id(alert.id(), notice.sequence(), notice.kind(), route.name()),
        alert.id(),
        route.name(),
        notice.kind(),
        notice.sequence(),
        notice.at(),
        texts.message(alert, notice),
        delivery(alert, route, history, notice));
  }

  private Delivery delivery(Alert alert, Route route, NotificationHistory history, Notice notice) {
    var held = holding(alert, notice.at());
    if (held.isEmpty() && notice.kind() == Kind.RESOLVED) held = history.unwanted();
    return held.or(() -> ceilings.refusal(route, alert, notice.at()))
        .map(Delivery::held)
        .orElse(Delivery.NEW);
  }
}
