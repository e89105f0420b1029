// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.alerts;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.ServiceMessageStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A store of alerts that says before and after it saves one of a host: the first time it is the
/// write of the alert, and once one of its messages was tried, the mark.
record HaltingAlerts(AlertStore store, String host, Consumer<Step> at) implements AlertStore {
  @Override
  public void save(Alert alert, Versioned.Version read) throws StoreException {
    if (!alert.first().job().host().name().equals(host)) {
      store.save(alert, read);
      return;
    }
    boolean mark = alert.notifications().stream().anyMatch(one -> !one.pending());
    at.accept(mark ? Step.BEFORE_MARK : Step.BEFORE_WRITE);
    store.save(alert, read);
    at.accept(mark ? Step.AFTER_MARK : Step.AFTER_WRITE);
  }

  @Override
  public List<Versioned<Alert>> open() throws StoreException {
    return store.open();
  }

  @Override
  public List<Versioned<Alert>> withPendingNotifications() throws StoreException {
    return store.withPendingNotifications();
  }

  @Override
  public List<Alert> between(Instant from, Instant until, int most) throws StoreException {
    return store.between(from, until, most);
  }

  @Override
  public Optional<Versioned<Alert>> find(String id) throws StoreException {
    return store.find(id);
  }

  @Override
  public void record(Notification notification) throws StoreException {
    store.record(notification);
  }

  @Override
  public List<Notification> notifications(String alert) throws StoreException {
    return store.notifications(alert);
  }

  @Override
  public ServiceMessageStore messages() {
    return store.messages();
  }

  @Override
  public void record(AlertEvent event) throws StoreException {
    store.record(event);
  }

  @Override
  public List<AlertEvent> events(String alert) throws StoreException {
    return store.events(alert);
  }
}
