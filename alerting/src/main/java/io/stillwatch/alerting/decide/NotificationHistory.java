// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The messages sent about an alert so far, and what they covered.
record NotificationHistory(List<Notification> messages) {

  static NotificationHistory of(Alert alert) {
    return new NotificationHistory(
        alert.notifications().stream().filter(message -> message.kind() != Kind.TEST).toList());
  }

  int nextSequence() {
    return messages.stream().mapToInt(Notification::sequence).max().orElse(0) + 1;
  }

  /// Each message covers all causes and members of its time, so the last one decides.
  Covered covered() {
    return messages.isEmpty() ? Covered.NOTHING : Covered.by(messages.getLast().message().json());
  }

  Severity highestSeverity() {
    return messages.stream()
        .map(message -> message.message().attributes().getOrDefault("severity", "low"))
        .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
        .max(Severity::compareTo)
        .orElse(Severity.LOW);
  }

  /// How often the alert was resolved.
  int resolved() {
    return (int) messages.stream().filter(message -> message.kind() == Kind.RESOLVED).count();
  }

  Optional<Instant> last() {
    return messages.stream().map(Notification::madeAt).max(Instant::compareTo);
  }

  Optional<Instant> last(Kind kind) {
    return messages.stream()
        .filter(message -> message.kind() == kind)
        .map(Notification::madeAt)
        .max(Instant::compareTo);
  }
}
