// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import io.stillwatch.core.alert.Alert.State;
import io.stillwatch.core.alert.AlertEvent.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a decision changed of an alert. Pure.
public final class AlertEvents {
  private static final int MOST_NAMES = 5;

  private AlertEvents() {}

  /// `before` is empty for an alert that is new.
  public static List<AlertEvent> between(Optional<Alert> before, Alert after, Instant at) {
    if (before.isEmpty()) return List.of(event(after, at, What.OPENED, "", state(after)));
    var events = new ArrayList<AlertEvent>();
    var old = before.get();
    if (old.state() != after.state())
      events.add(event(after, at, changed(old, after), state(old), state(after)));
    joined(old, after).ifPresent(names -> events.add(event(after, at, What.JOINED, "", names)));
    if (old.cause().isEmpty() && after.cause().isPresent()) {
      var title = after.cause().get().finding().explanation().title();
      events.add(event(after, at, What.CAUSE_FOUND, "", title));
    }
    if (old.severity() != after.severity())
      events.add(event(after, at, What.SEVERITY, severity(old), severity(after)));
    return events;
  }

  private static What changed(Alert old, Alert after) {
    return switch (after.state()) {
      case RESOLVED -> What.RESOLVED;
      case RECOVERING -> What.RECOVERING;
      case PENDING -> What.OPENED;
      case FIRING -> old.state() == State.PENDING ? What.FIRING : What.STOPPED_AGAIN;
    };
  }

  private static Optional<String> joined(Alert old, Alert after) {
    var known = new HashSet<String>();
    old.stoppages().forEach(member -> known.add(member.job().id()));
    var names =
        after.stoppages().stream()
            .filter(member -> !known.contains(member.job().id()))
            .map(member -> member.job().name())
            .toList();
    if (names.isEmpty()) return Optional.empty();
    int more = names.size() - MOST_NAMES;
    var shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
    return Optional.of(more > 0 ? shown + " and " + more + " more" : shown);
  }

  private static AlertEvent event(Alert alert, Instant at, What what, String before, String after) {
    return new AlertEvent(alert.id(), at, AlertEvent.STILLWATCH, what, before, after, "");
  }

  private static String state(Alert alert) {
    return alert.state().name().toLowerCase(Locale.ROOT);
  }

  private static String severity(Alert alert) {
    return alert.severity().name().toLowerCase(Locale.ROOT);
  }
}
