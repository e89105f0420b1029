// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.ui.feedback.AlertRanks;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.Routing.Tested;
import io.stillwatch.ui.time.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The alerts of the chosen tab, those with the highest rank first, and how many each tab has.
record AlertList(
    Tab tab, List<Alert> alerts, Read read, Map<Tab, Long> counts, Optional<Instant> lastEnd) {
  /// What is stored: alerts with their ranks and labels, and jobs with an alarm that was held back.
  record Read(List<Alert> alerts, AlertRanks ranks, List<JobStatus> held, List<Tested> routes) {}

  enum Tab {
    OPEN("Open"),
    ACKNOWLEDGED("Acknowledged"),
    SNOOZED("Snoozed"),
    RESOLVED("Resolved"),
    /// Alarms of the autoencoder alone that the budget held back.
    HELD("Not sent"),
    /// By which people are told.
    ROUTES("Routes");

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
        case SNOOZED -> alert.open() && alert.handling().snooze().holds(alert, now);
        case RESOLVED -> !alert.open();
        case HELD, ROUTES -> false;
      };
    }
  }

  static AlertList of(Read read, Visit visit) {
    var all = read.alerts();
    var now = visit.times().now();
    var tab = Tab.OPEN;
    var counts = new EnumMap<Tab, Long>(Tab.class);
    for (var each : Tab.values()) {
      if (each.token().equals(visit.parameter("show"))) tab = each;
      counts.put(each, all.stream().filter(alert -> each.holds(alert, now)).count());
    }
    counts.put(Tab.HELD, (long) read.held().size());
    counts.put(Tab.ROUTES, (long) read.routes().size());
    var chosen = tab;
    var order =
        chosen == Tab.RESOLVED
            ? Comparator.comparing((Alert alert) -> alert.times().startedAt()).reversed()
            : read.ranks().highestFirst();
    return new AlertList(
        chosen,
        all.stream().filter(alert -> chosen.holds(alert, now)).sorted(order).toList(),
        read,
        counts,
        all.stream()
            .flatMap(alert -> alert.times().resolvedAt().stream())
            .max(Comparator.naturalOrder()));
  }

  String lead() {
    long open = counts.getOrDefault(Tab.OPEN, 0L);
    return open == 0
        ? "No alert is open"
        : open + (open == 1 ? " alert is" : " alerts are") + " open";
  }

  String lastResolved(Times times) {
    return lastEnd
        .map(end -> "The last one was resolved " + times.relative(end) + ".")
        .orElse("None was resolved in this range either.");
  }
}
