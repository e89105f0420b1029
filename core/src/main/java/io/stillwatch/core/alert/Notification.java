// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.Locale;

/// One message about an alert, and how far it got.
///
/// `id` is deterministic over alert, kind and sequence: whoever sends it again sends the same one.
public record Notification(
    String id,
    String alert,
    String route,
    Kind kind,
    int sequence,
    Instant madeAt,
    Message message,
    Delivery delivery) {
  /// The route of an installation that has only one.
  public static final String DEFAULT_ROUTE = "default";

  public enum Kind {
    PREDICTED,
    FIRING,
    UPDATE,
    REMINDER,
    RESOLVED,
    /// How things are, once a day.
    DIGEST,
    /// What was not sent one by one, because it was too much.
    SUMMARY,
    TEST
  }

  /// On the only route.
  public Notification(
      String id,
      String alert,
      Kind kind,
      int sequence,
      Instant madeAt,
      Message message,
      Delivery delivery) {
    this(id, alert, DEFAULT_ROUTE, kind, sequence, madeAt, message, delivery);
  }

  /// PENDING is tried again from `nextTryAt`; DEAD was refused for good and needs a person; HELD
  /// would have been sent, and `problem` says why it was not.
  public record Delivery(
      State state, int attempts, String messageId, String problem, Instant nextTryAt) {
    public enum State {
      PENDING,
      SENT,
      DEAD,
      HELD
    }

    public static final Delivery NEW = new Delivery(State.PENDING, 0, "", "", Instant.EPOCH);

    public static Delivery held(String why) {
      return new Delivery(State.HELD, 0, "", why, Instant.EPOCH);
    }
  }

  /// Of the message of an alert with a number: whoever makes it again gives it the same id.
  public static String id(String alert, int sequence, Kind kind, String route) {
    var id = alert + "-" + sequence + "-" + kind.name().toLowerCase(Locale.ROOT);
    return route.equals(DEFAULT_ROUTE) ? id : id + "-" + route;
  }

  public boolean pending() {
    return delivery.state() == Delivery.State.PENDING;
  }

  public boolean held() {
    return delivery.state() == Delivery.State.HELD;
  }

  public Notification withDelivery(Delivery newDelivery) {
    return new Notification(id, alert, route, kind, sequence, madeAt, message, newDelivery);
  }
}
