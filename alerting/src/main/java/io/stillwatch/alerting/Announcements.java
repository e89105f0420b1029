// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides whether people hear about a change of an alert, and appends the message.
final class Announcements {
  /// A silence of half a year has 180 reminders; the alert carries the latest, the store has all.
  private static final int MOST_FINISHED = 30;

  private final AlertSettings settings;
  private final Texts texts;

  Announcements(AlertSettings settings, Texts texts) {
    this.settings = settings;
    this.texts = texts;
  }

  Alert announce(Optional<Alert> before, Alert now, Instant at) {
    return due(before, now, at).map(notice -> append(now, notice)).orElse(now);
  }

  private Optional<Notice> due(Optional<Alert> before, Alert now, Instant at) {
    var told = Told.by(now);
    int sequence = told.nextSequence();
    boolean waiting = now.state() == Alert.State.PENDING;
    if (before.isEmpty()) {
      var kind = waiting ? Kind.PREDICTED : Kind.FIRING;
      return Optional.of(new Notice(kind, sequence, at, List.of()));
    }
    if (waiting) return Optional.empty();
    if (at.isBefore(now.handling().snoozedUntil())) return Optional.empty();
    if (!now.open()) return Optional.of(new Notice(Kind.RESOLVED, sequence, at, List.of()));
    if (before.get().state() == Alert.State.PENDING)
      return Optional.of(new Notice(Kind.FIRING, sequence, at, List.of()));
    var news = News.of(now, told);
    if (news.urgent() || (news.any() && past(told.last(Kind.UPDATE), settings.updateEvery(), at))) {
      return Optional.of(new Notice(Kind.UPDATE, sequence, at, news.words()));
    }
    boolean handled = !now.handling().acknowledgedBy().isEmpty();
    if (handled || !past(told.last(), settings.repeat(), at)) return Optional.empty();
    return Optional.of(new Notice(Kind.REMINDER, sequence, at, news.words()));
  }

  private static boolean past(Optional<Instant> last, Duration wait, Instant at) {
    return last.map(then -> !at.isBefore(then.plus(wait))).orElse(true);
  }

  private Alert append(Alert alert, Notice notice) {
    var kept = new ArrayList<>(alert.notifications());
    long finished = kept.stream().filter(one -> !one.pending()).count();
    while (finished > MOST_FINISHED && !kept.getFirst().pending()) {
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
