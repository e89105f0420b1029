// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.alerting.Route;
import io.stillwatch.core.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps each route below its number of messages: at most so many an hour, and eight in five
/// minutes. What is more is collected for one summary, and one more each five minutes as long as it
/// goes on.
///
/// It remembers an hour. After a restart it begins with what the open alerts remember.
final class Ceilings {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration BURST = Duration.ofMinutes(5);
  private static final int BURST_SIZE = 8;
  static final String OVER = "over the ceiling of ";

  private final Map<String, Deque<Instant>> made = new HashMap<>();
  private final Map<String, Map<String, Alert>> untold = new LinkedHashMap<>();
  private final Map<String, Instant> summarized = new HashMap<>();
  private boolean begun;

  /// To be changed while the original waits for what becomes of it.
  Ceilings copy() {
    var copy = new Ceilings();
    made.forEach((route, messages) -> copy.made.put(route, new ArrayDeque<>(messages)));
    untold.forEach((route, alerts) -> copy.untold.put(route, new LinkedHashMap<>(alerts)));
    copy.summarized.putAll(summarized);
    copy.begun = begun;
    return copy;
  }

  /// Alerts that were not told one by one on a route.
  record Overflow(Route route, List<Alert> alerts) {}

  void begin(List<Alert> open, List<Route> routes, Instant at) {
    if (begun) return;
    begun = true;
    for (var route : routes) for (var alert : open) begin(alert, route, at.minus(HOUR));
  }

  private void begin(Alert alert, Route route, Instant from) {
    for (var message : alert.notifications()) {
      if (!message.route().equals(route.name()) || message.madeAt().isBefore(from)) continue;
      if (!message.held()) of(route).add(message.madeAt());
      else if (message.delivery().problem().startsWith(OVER)) untold(route).put(alert.id(), alert);
    }
  }

  /// Why a message must not be sent now; empty, and counted, if it may.
  Optional<String> refusal(Route route, Alert alert, Instant at) {
    var messages = of(route);
    while (!messages.isEmpty() && !messages.peekFirst().plus(HOUR).isAfter(at))
      messages.removeFirst();
    long lately = messages.stream().filter(one -> one.plus(BURST).isAfter(at)).count();
    if (messages.size() < route.perHour() && lately < BURST_SIZE) {
      messages.addLast(at);
      untold(route).remove(alert.id());
      return Optional.empty();
    }
    untold(route).put(alert.id(), alert);
    return Optional.of(
        lately >= BURST_SIZE
            ? OVER + BURST_SIZE + " messages in 5 minutes"
            : OVER + route.perHour() + " messages an hour");
  }

  /// What is to be summarized now.
  List<Overflow> overflows(List<Route> routes, Instant at) {
    var overflows = new ArrayList<Overflow>();
    for (var route : routes) {
      var alerts = untold(route);
      var last = summarized.get(route.name());
      boolean due = last == null || !last.plus(BURST).isAfter(at);
      if (alerts.isEmpty() || !due) continue;
      overflows.add(new Overflow(route, List.copyOf(alerts.values())));
      alerts.clear();
      summarized.put(route.name(), at);
    }
    return overflows;
  }

  private Deque<Instant> of(Route route) {
    return made.computeIfAbsent(route.name(), _ -> new ArrayDeque<>());
  }

  private Map<String, Alert> untold(Route route) {
    return untold.computeIfAbsent(route.name(), _ -> new LinkedHashMap<>());
  }
}
