// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench;

import io.stillwatch.core.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One evidence folder: what its label asks for, and which alerts the replay raised.
record ReplayRow(String folder, Label label, List<Alert> alerts) {
  private static final int PERIODS = 2;

  /// Exactly one alert within two periods of the event, or none where nothing happened.
  boolean right() {
    if (label.event().isEmpty()) return alerts.isEmpty();
    if (alerts.size() != 1) return false;
    var alert = alerts.getFirst();
    var detected = alert.times().detectedAt();
    var limit =
        label.event().get().plus(period(alert).multipliedBy(PERIODS)).plus(Duration.ofDays(1));
    return !detected.isBefore(label.event().get()) && !detected.isAfter(limit);
  }

  private static Duration period(Alert alert) {
    return alert.first().job().schedule().period();
  }

  String cause() {
    return alerts.stream()
        .findFirst()
        .flatMap(Alert::cause)
        .map(cause -> cause.finding().rule())
        .orElse("-");
  }

  String detectedAt() {
    return alerts.stream()
        .findFirst()
        .map(alert -> alert.times().detectedAt())
        .map(Instant::toString)
        .orElse("-");
  }
}
