// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Alert.Handling;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// What people do with an alert: acknowledge it, snooze it, close it.
///
/// Alerting changes the same document while it goes on, so a lost race is repeated on the newer
/// version; only what another person did in the meantime is left alone and reported.
public final class AlertHandling {
  private static final int TRIES = 3;

  private final AlertStore alerts;

  public AlertHandling(AlertStore alerts) {
    this.alerts = alerts;
  }

  /// What became of a request to change an alert.
  public sealed interface Outcome {
    record Done(Alert alert) implements Outcome {}

    /// Another person was faster; `alert` is what they made of it.
    record Overtaken(Alert alert) implements Outcome {}

    record Unknown(String id) implements Outcome {}

    /// It was resolved meanwhile: there is nothing to handle.
    record Resolved(Alert alert) implements Outcome {}
  }

  /// `seen` is the handling that the person was looking at when asking for this.
  public Outcome acknowledge(String id, String by, Handling seen) throws StoreException {
    return handle(id, seen, handling -> new Handling(by, handling.snoozedUntil()));
  }

  public Outcome snooze(String id, Instant until, Handling seen) throws StoreException {
    return handle(id, seen, handling -> new Handling(handling.acknowledgedBy(), until));
  }

  /// Ends an alert although its jobs did not run again; `reason` is for those who ask later. What
  /// is missed afterwards opens a new alert.
  public Outcome close(String id, String by, String reason, Instant at, Handling seen)
      throws StoreException {
    return change(
        id, seen, alert -> alert.closed(new Closing(Closing.Kind.CLOSED, by, reason), at));
  }

  private Outcome handle(String id, Handling seen, UnaryOperator<Handling> change)
      throws StoreException {
    return change(id, seen, alert -> alert.withHandling(change.apply(alert.handling())));
  }

  private Outcome change(String id, Handling seen, UnaryOperator<Alert> change)
      throws StoreException {
    for (int attempt = 1; ; attempt++) {
      var found = alerts.find(id);
      if (found.isEmpty()) return new Outcome.Unknown(id);
      var alert = found.get().value();
      if (!alert.open()) return new Outcome.Resolved(alert);
      if (!alert.handling().equals(seen)) return new Outcome.Overtaken(alert);
      var changed = change.apply(alert);
      try {
        alerts.save(changed, found.get().version());
        return new Outcome.Done(changed);
      } catch (StoreException e) {
        if (attempt == TRIES) throw e;
      }
    }
  }
}
