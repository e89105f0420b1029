// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.util.List;

/// Decides which alerts to open, change and resolve, and writes their messages.
///
/// The answer holds only alerts that changed, each with its new notifications, and messages that
/// belong to no single one; the caller stores them, and the relay sends afterwards.
public interface Alerting {
  Decision decide(List<Alert> open, Situation situation);

  /// All of the last decision was stored. Without it, that decision does not count.
  default void stored() {}

  record Decision(List<Alert> alerts, List<Notification> messages) {
    public static final Decision NOTHING = new Decision(List.of(), List.of());

    public Decision {
      alerts = List.copyOf(alerts);
      messages = List.copyOf(messages);
    }
  }
}
