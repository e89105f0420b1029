// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the messages of an alert have said so far, read from the messages themselves.
record Told(List<Notification> messages) {

  static Told by(Alert alert) {
    return new Told(
        alert.notifications().stream().filter(message -> message.kind() != Kind.TEST).toList());
  }

  boolean nothing() {
    return messages.isEmpty();
  }

  int nextSequence() {
    return messages.stream().mapToInt(Notification::sequence).max().orElse(0) + 1;
  }

  /// Each message covers all causes and members of its time; the last one is enough.
  boolean names(String findingOrJob) {
    var mark = '"' + Digest.fingerprint(findingOrJob) + '"';
    return !nothing() && messages.getLast().message().json().contains(mark);
  }

  Severity worst() {
    return messages.stream()
        .map(message -> message.message().attributes().getOrDefault("severity", "low"))
        .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
        .max(Severity::compareTo)
        .orElse(Severity.LOW);
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
