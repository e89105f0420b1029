// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The alerts of the chosen tab, and how many each tab has.
record AlertList(Tab tab, List<Alert> alerts, Map<Tab, Long> counts, Optional<Instant> lastEnd) {
  enum Tab {
    OPEN("Open"),
    ACKNOWLEDGED("Acknowledged"),
    SNOOZED("Snoozed"),
    RESOLVED("Resolved");

    private final String label;

    Tab(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    String token() {
      return this == OPEN ? "" : name().toLowerCase(Locale.ROOT);
    }

    private boolean holds(Alert alert, Instant now) {
      return switch (this) {
        case OPEN -> alert.open();
        case ACKNOWLEDGED -> alert.open() && !alert.handling().acknowledgedBy().isEmpty();
        case SNOOZED -> alert.open() && alert.handling().snoozedUntil().isAfter(now);
        case RESOLVED -> !alert.open();
      };
    }
  }

  static AlertList of(List<Alert> all, Visit visit) {
    var now = visit.times().now();
    var tab = Tab.OPEN;
    var counts = new EnumMap<Tab, Long>(Tab.class);
    for (var each : Tab.values()) {
      if (each.token().equals(visit.parameter("show"))) tab = each;
      counts.put(each, all.stream().filter(alert -> each.holds(alert, now)).count());
    }
    var chosen = tab;
    var order =
        chosen == Tab.RESOLVED
            ? Comparator.comparing((Alert alert) -> alert.times().startedAt()).reversed()
            : Comparator.comparingDouble(Alert::score)
                .reversed()
                .thenComparing(alert -> alert.times().startedAt());
    return new AlertList(
        chosen,
        all.stream().filter(alert -> chosen.holds(alert, now)).sorted(order).toList(),
        counts,
        all.stream()
            .flatMap(alert -> alert.times().resolvedAt().stream())
            .max(Comparator.naturalOrder()));
  }

  String lead() {
    long open = counts.getOrDefault(Tab.OPEN, 0L);
    return open == 0 ? "none is open" : open + (open == 1 ? " is open" : " are open");
  }

  /// What the list says, line by line.
  List<String> lines(Times times) {
    return alerts.stream()
        .map(alert ->
            alert.id()
                + AlertWords.sentence(alert, times)
                + AlertWords.state(alert, times)
                + AlertWords.cause(alert))
        .toList();
  }

  String lastResolved(Times times) {
    return lastEnd
        .map(end -> "The last one was resolved " + times.relative(end) + ".")
        .orElse("None was resolved in this range either.");
  }
}
