// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Handling;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// What people do with an alert: acknowledge it, snooze it.
///
/// Alerting changes the same document while it goes on, so a lost race is repeated on the newer
/// version; only what another person did in the meantime is left alone and told.
public final class AlertDesk {
  private static final int TRIES = 3;

  private final AlertStore alerts;

  public AlertDesk(AlertStore alerts) {
    this.alerts = alerts;
  }

  /// What became of a request to change an alert.
  public sealed interface Outcome {
    record Done(Alert alert) implements Outcome {}

    /// Somebody was faster; `alert` is what they made of it.
    record Overtaken(Alert alert) implements Outcome {}

    record Unknown(String id) implements Outcome {}

    /// It ran again meanwhile: there is nothing to handle.
    record Resolved(Alert alert) implements Outcome {}
  }

  /// `seen` is the handling that the person was looking at when asking for this.
  public Outcome acknowledge(String id, String by, Handling seen) throws StoreException {
    return change(id, seen, handling -> new Handling(by, handling.snoozedUntil()));
  }

  public Outcome snooze(String id, Instant until, Handling seen) throws StoreException {
    return change(id, seen, handling -> new Handling(handling.acknowledgedBy(), until));
  }

  private Outcome change(String id, Handling seen, UnaryOperator<Handling> change)
      throws StoreException {
    for (int attempt = 1; ; attempt++) {
      var found = alerts.find(id);
      if (found.isEmpty()) return new Outcome.Unknown(id);
      var alert = found.get().value();
      if (!alert.open()) return new Outcome.Resolved(alert);
      if (!alert.handling().equals(seen)) return new Outcome.Overtaken(alert);
      var changed = with(alert, change.apply(alert.handling()));
      try {
        alerts.save(changed, found.get().version());
        return new Outcome.Done(changed);
      } catch (StoreException e) {
        if (attempt == TRIES) throw e;
      }
    }
  }

  private static Alert with(Alert alert, Handling handling) {
    return new Alert(
        alert.id(),
        alert.group(),
        alert.state(),
        alert.stoppages(),
        alert.causes(),
        alert.times(),
        handling,
        alert.notifications());
  }
}
