// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Alerts as current-state documents that carry their notifications; every change also appends an
/// event document.
public interface AlertStore {
  /// Alerts that are not resolved.
  List<Versioned<Alert>> open() throws StoreException;

  /// Alerts with a notification that was not sent yet.
  List<Versioned<Alert>> withPendingNotifications() throws StoreException;

  /// The alerts that overlap the range, the newest first, at most so many.
  List<Alert> between(Instant from, Instant until, int most) throws StoreException;

  Optional<Versioned<Alert>> find(String id) throws StoreException;

  /// Throws [StoreException] if the alert was changed since it was read.
  void save(Alert alert, Versioned.Version read) throws StoreException;

  /// Keeps one attempt to send, for people who ask what was sent when.
  void record(Notification notification) throws StoreException;

  List<Notification> notifications(String alert) throws StoreException;

  /// The messages that belong to no alert.
  ServiceMessageStore messages();

  /// Keeps what was changed of an alert.
  void record(AlertEvent event) throws StoreException;

  /// What was changed of an alert, the oldest first.
  List<AlertEvent> events(String alert) throws StoreException;
}
