// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import java.time.Duration;
import java.time.Instant;

/// For how long an alert can be snoozed with one click.
enum Snooze {
  HOUR("1 h", Duration.ofHours(1)),
  SHIFT("8 h", Duration.ofHours(8)),
  WEEK("7 d", Duration.ofDays(7));

  private final String label;
  private final Duration length;

  Snooze(String label, Duration length) {
    this.label = label;
    this.length = length;
  }

  String label() {
    return label;
  }

  Instant from(Instant now) {
    return now.plus(length);
  }
}
