// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.ServiceMessageStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class InMemoryAlertStore implements AlertStore {
  private final VersionedMap<Alert> alerts = new VersionedMap<>();
  private final List<Notification> attempts = new ArrayList<>();
  private final List<AlertEvent> events = new ArrayList<>();
  private final ServiceMessageStore messages = new InMemoryServiceMessageStore();

  @Override
  public List<Versioned<Alert>> open() {
    return alerts.all().stream().filter(alert -> alert.value().open()).toList();
  }

  @Override
  public List<Versioned<Alert>> withPendingNotifications() {
    return alerts.all().stream()
        .filter(alert -> alert.value().notifications().stream().anyMatch(Notification::pending))
        .toList();
  }

  @Override
  public List<Alert> between(Instant from, Instant until, int most) {
    return alerts.all().stream()
        .map(Versioned::value)
        .filter(alert -> alert.times().startedAt().isBefore(until))
        .filter(alert -> alert.times().resolvedAt().map(end -> !end.isBefore(from)).orElse(true))
        .sorted(Comparator.comparing((Alert alert) -> alert.times().startedAt()).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public Optional<Versioned<Alert>> find(String id) {
    return alerts.find(id);
  }

  @Override
  public void save(Alert alert, Versioned.Version read) throws StoreException {
    alerts.save(alert.id(), alert, read);
  }

  @Override
  public ServiceMessageStore messages() {
    return messages;
  }

  @Override
  public synchronized void record(AlertEvent event) {
    events.add(event);
  }

  @Override
  public synchronized List<AlertEvent> events(String alert) {
    return events.stream()
        .filter(event -> event.alert().equals(alert))
        .sorted(Comparator.comparing(AlertEvent::at))
        .toList();
  }

  @Override
  public synchronized void record(Notification notification) {
    attempts.add(notification);
  }

  @Override
  public synchronized List<Notification> notifications(String alert) {
    return attempts.stream().filter(attempt -> attempt.alert().equals(alert)).toList();
  }
}
