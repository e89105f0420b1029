// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Alert.Handling;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.AlertEvent.What;
import io.stillwatch.core.alert.Snooze;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// What people do with alerts, each change with its event. None of it stops evaluation.
///
/// A person changes what they see: each request names the handling that was on the page, and loses
/// against another person's change since.
public final class AlertHandling {
  private static final int TRIES = 3;

  /// How long a closed alert can be opened again; later, a new one is opened by what is missed.
  private static final Duration REOPENED_WITHIN = Duration.ofDays(7);

  private final AlertStore alerts;

  public AlertHandling(AlertStore alerts) {
    this.alerts = alerts;
  }

  /// Which alert as the person saw it, who the person is, and when.
  public record Request(String id, Handling seen, String by, Instant at) {}

  /// What became of a request to change an alert.
  public sealed interface Outcome {
    record Done(Alert alert) implements Outcome {}

    /// Another person was faster; `alert` is what they made of it.
    record Overtaken(Alert alert) implements Outcome {}

    record Unknown(String id) implements Outcome {}

    /// It was resolved meanwhile: there is nothing to handle.
    record Resolved(Alert alert) implements Outcome {}
  }

  private record Change(Alert alert, What what, String before, String after, String text) {}

  public Outcome acknowledge(Request request) throws StoreException {
    return handle(
        request,
        What.ACKNOWLEDGED,
        old -> old.acknowledged(request.by()),
        Handling::acknowledgedBy);
  }

  public Outcome unacknowledge(Request request) throws StoreException {
    return handle(
        request, What.UNACKNOWLEDGED, old -> old.acknowledged(""), Handling::acknowledgedBy);
  }

  /// An empty name takes the assignment back.
  public Outcome assign(Request request, String to) throws StoreException {
    return handle(request, What.ASSIGNED, old -> old.assigned(to), Handling::assignee);
  }

  /// Until the time, or until the severity changes or the next run is seen, if that is earlier.
  public Outcome snooze(Request request, Instant until, Snooze.Wake wake) throws StoreException {
    return change(
        request,
        alert -> {
          var snooze = new Snooze(until, wake, request.at(), alert.severity());
          var handling = alert.handling().snoozed(snooze);
          return new Change(
              alert.withHandling(handling), What.SNOOZED, "", until.toString(), words(wake));
        });
  }

  private static String words(Snooze.Wake wake) {
    return switch (wake) {
      case NOTHING -> "";
      case SEVERITY_CHANGES -> "or until its severity changes";
      case NEXT_RUN -> "or until the next run";
    };
  }

  public Outcome wake(Request request) throws StoreException {
    return handle(
        request,
        What.WOKEN,
        old -> old.snoozed(Snooze.NONE),
        handling ->
            handling.snoozedUntil().equals(Instant.MIN) ? "" : handling.snoozedUntil().toString());
  }

  /// From now on its messages are recorded and not sent.
  public Outcome mute(Request request) throws StoreException {
    return handle(request, What.MUTED, old -> old.muted(request.by()), Handling::mutedBy);
  }

  public Outcome unmute(Request request) throws StoreException {
    return handle(request, What.UNMUTED, old -> old.muted(""), Handling::mutedBy);
  }

  public Outcome comment(Request request, String text) throws StoreException {
    var found = alerts.find(request.id());
    if (found.isEmpty()) return new Outcome.Unknown(request.id());
    record(request, new Change(found.get().value(), What.COMMENTED, "", "", text));
    return new Outcome.Done(found.get().value());
  }

  /// Ends an alert although its jobs did not run again; `reason` is for those who ask later. What
  /// is missed afterwards opens a new alert.
  public Outcome close(Request request, String reason) throws StoreException {
    return change(
        request,
        alert -> {
          var closing = new Closing(Closing.Kind.CLOSED, request.by(), reason);
          return new Change(alert.closed(closing, request.at()), What.CLOSED, "", "", reason);
        });
  }

  /// Takes a person's closing back.
  public Outcome reopen(Request request) throws StoreException {
    for (int attempt = 1; ; attempt++) {
      var found = alerts.find(request.id());
      if (found.isEmpty()) return new Outcome.Unknown(request.id());
      var alert = found.get().value();
      boolean closed = !alert.open() && alert.handling().closing().kind() == Closing.Kind.CLOSED;
      boolean late =
          alert
              .times()
              .resolvedAt()
              .filter(end -> end.plus(REOPENED_WITHIN).isBefore(request.at()))
              .isPresent();
      if (!closed) return new Outcome.Overtaken(alert);
      if (late) return new Outcome.Resolved(alert);
      var by = alert.handling().closing().by();
      var change = new Change(alert.reopened(), What.REOPENED, "closed by " + by, "open", "");
      if (saved(request, change, found.get().version(), attempt))
        return new Outcome.Done(change.alert());
    }
  }

  private Outcome handle(
      Request request,
      What what,
      Function<Handling, Handling> change,
      Function<Handling, String> value)
      throws StoreException {
    return change(
        request,
        alert -> {
          var handling = change.apply(alert.handling());
          return new Change(
              alert.withHandling(handling),
              what,
              value.apply(alert.handling()),
              value.apply(handling),
              "");
        });
  }

  private Outcome change(Request request, Function<Alert, Change> making) throws StoreException {
    for (int attempt = 1; ; attempt++) {
      var found = alerts.find(request.id());
      if (found.isEmpty()) return new Outcome.Unknown(request.id());
      var alert = found.get().value();
      if (!alert.open()) return new Outcome.Resolved(alert);
      if (!alert.handling().equals(request.seen())) return new Outcome.Overtaken(alert);
      var change = making.apply(alert);
      if (saved(request, change, found.get().version(), attempt))
        return new Outcome.Done(change.alert());
    }
  }

  private boolean saved(Request request, Change change, Versioned.Version read, int attempt)
      throws StoreException {
    try {
      alerts.save(change.alert(), read);
    } catch (StoreException e) {
      if (attempt == TRIES) throw e;
      return false;
    }
    record(request, change);
    return true;
  }

  private void record(Request request, Change change) throws StoreException {
    alerts.record(
        new AlertEvent(
            request.id(),
            request.at(),
            request.by(),
            change.what(),
            change.before(),
            change.after(),
            change.text()));
  }
}
