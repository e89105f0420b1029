// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.Route;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was said of an alert on a route so far, oldest first.
record NotificationHistory(List<Notification> messages) {
  static NotificationHistory of(Alert alert, Route route) {
    return new NotificationHistory(
        alert.notifications().stream()
            .filter(message -> message.kind() != Kind.TEST)
            .filter(message -> message.route().equals(route.name()))
            .toList());
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  Notification newest() {
    return messages.getLast();
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

  /// The newest messages, as far as people did not want them.
  List<Notification> heldSinceTold() {
    int from = messages.size();
    while (from > 0 && messages.get(from - 1).held()) from--;
    return messages.subList(from, messages.size());
  }

  boolean newestOverCeiling() {
    return !isEmpty() && newest().delivery().problem().startsWith(Ceilings.OVER);
  }

  /// Why its end is not told either: nothing of it was, because people did not want it.
  Optional<String> unwanted() {
    boolean told =
        messages.stream()
            .anyMatch(one -> !one.held() || one.delivery().problem().startsWith(Ceilings.OVER));
    return told || isEmpty() ? Optional.empty() : Optional.of("nothing was told of this alert");
  }

  Optional<Instant> last() {
    return messages.stream().map(Notification::madeAt).max(Instant::compareTo);
  }
}
