// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;

/// One message about an alert, and how far it got.
///
/// `id` is deterministic over alert, kind and sequence: whoever sends it again sends the same one.
public record Notification(
    String id,
    String alert,
    Kind kind,
    int sequence,
    Instant madeAt,
    Message message,
    Delivery delivery) {
  public enum Kind {
    PREDICTED,
    FIRING,
    UPDATE,
    REMINDER,
    RESOLVED,
    BLIND,
    TEST
  }

  /// PENDING is tried again from `nextTryAt`; DEAD was refused for good and needs a person.
  public record Delivery(
      State state, int attempts, String messageId, String problem, Instant nextTryAt) {
    public enum State {
      PENDING,
      SENT,
      DEAD
    }

    public static final Delivery NEW = new Delivery(State.PENDING, 0, "", "", Instant.EPOCH);
  }

  public boolean pending() {
    return delivery.state() == Delivery.State.PENDING;
  }

  public Notification withDelivery(Delivery newDelivery) {
    return new Notification(id, alert, kind, sequence, madeAt, message, newDelivery);
  }
}
