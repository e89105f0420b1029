// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.Locale;

/// One change of an alert, for those who ask later: who did what when, and what was before and
/// after.
///
/// `by` is a person or [#STILLWATCH]; `before` and `after` are values in words, empty where there
/// are none; `text` is what the person wrote.
public record AlertEvent(
    String alert, Instant at, String by, What what, String before, String after, String text) {
  public static final String STILLWATCH = "stillwatch";

  /// What happened.
  public enum What {
    OPENED,
    FIRING,
    JOINED,
    CAUSE_FOUND,
    SEVERITY,
    RECOVERING,
    STOPPED_AGAIN,
    RESOLVED,
    ACKNOWLEDGED,
    UNACKNOWLEDGED,
    ASSIGNED,
    SNOOZED,
    WOKEN,
    MUTED,
    UNMUTED,
    COMMENTED,
    CLOSED,
    REOPENED;

    /// As documents and the API write it: `stopped-again`.
    public String token() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
