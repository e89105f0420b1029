// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.Notification.Kind;
import java.time.Instant;
import java.util.List;

/// Why a message is sent: its kind, its number within the alert, when, and what changed since the
/// previous message, in words.
public record Notice(
    Kind kind, int sequence, Instant at, List<String> changes, boolean causeFound) {
  public Notice {
    changes = List.copyOf(changes);
  }

  /// A message that needs no list of changes.
  public Notice(Kind kind, int sequence, Instant at) {
    this(kind, sequence, at, List.of(), false);
  }
}
