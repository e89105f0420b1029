// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.AlertEvent;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.ServiceMessageStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.indexer.document.Changes;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.Json;
import io.stillwatch.indexer.search.Searches;
import io.stillwatch.indexer.search.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One document for each alert, including its notifications: they are stored together or not at
/// all.
final class ElasticAlerts implements AlertStore {
  private static final String STARTED = "alert.started_at";
  private static final String RESOLVED = "alert.resolved_at";

  private final CurrentStateDocuments current;
  private final Searches searches;
  private final Changes changes;

  ElasticAlerts(CurrentStateDocuments current, Searches searches, Changes changes) {
    this.current = current;
    this.searches = searches;
    this.changes = changes;
  }

  @Override
  public List<Versioned<Alert>> open() throws StoreException {
    var open = Json.object();
    open.putObject("terms")
        .putArray("alert.state")
        .add(Alert.State.PENDING.name())
        .add(Alert.State.FIRING.name())
        .add(Alert.State.RECOVERING.name());
    return matching(open);
  }

  @Override
  public List<Versioned<Alert>> withPendingNotifications() throws StoreException {
    return matching(Searches.atLeast("alert.pending_notifications", 1));
  }

  private List<Versioned<Alert>> matching(ObjectNode query) throws StoreException {
    return current.versions(searches.all(IndexNames.ALERTS, query, STARTED), Alert.class);
  }

  @Override
  public List<Alert> between(Instant from, Instant until, int most) throws StoreException {
    var exists = Json.object();
    exists.putObject("exists").put("field", RESOLVED);
    var resolvedLater = Searches.range(RESOLVED, from, Instant.MAX);
    var query =
        Searches.allOf(
            Searches.range(STARTED, Instant.MIN, until),
            Searches.anyOf(Searches.noneOf(exists), resolvedLater));
    var hits = searches.first(IndexNames.ALERTS, query, SortOrder.newest(STARTED), most);
    return current.records(hits, Alert.class);
  }

  @Override
  public Optional<Versioned<Alert>> find(String id) throws StoreException {
    var key = CurrentStateDocuments.Key.of(IndexNames.ALERTS, id);
    var found = current.find(key.index(), key.id());
    if (found.isEmpty()) return Optional.empty();
    return Optional.of(CurrentStateDocuments.versioned(found.get(), Alert.class));
  }

  @Override
  public void save(Alert alert, Versioned.Version read) throws StoreException {
    var document = document(alert);
    var key = CurrentStateDocuments.Key.of(IndexNames.ALERTS, alert.id());
    current.save(key.index(), key.id(), document, read);
    changes.append(alert.id(), document, "alert-changed");
  }

  private static ObjectNode document(Alert alert) {
    var job = alert.first().job();
    var document = Documents.at(alert.times().detectedAt());
    Documents.event(document, "alert", "process", "alert");
    Documents.host(document, job.host());
    alert.first().reasons().stream()
        .findFirst()
        .ifPresent(reason -> document.put("message", reason));
    var fields =
        document
            .putObject("alert")
            .put("id", alert.id())
            .put("group", alert.group())
            .put("state", alert.state().name())
            .put("severity", alert.severity().name())
            .put("score", alert.score())
            .put("missed_runs", alert.missedRuns())
            .put("stops", alert.times().stops())
            .put("acknowledged_by", alert.handling().acknowledgedBy())
            .put("assignee", alert.handling().assignee())
            .put("muted_by", alert.handling().mutedBy());
    fields.put(
        "pending_notifications",
        alert.notifications().stream().filter(Notification::pending).count());
    Dates.put(fields, "started_at", alert.times().startedAt());
    Dates.put(fields, "detected_at", alert.times().detectedAt());
    alert.times().resolvedAt().ifPresent(end -> Dates.put(fields, "resolved_at", end));
    alert
        .cause()
        .ifPresent(cause -> {
          fields.putObject("root_cause").put("finding_id", cause.finding().id());
          document.putObject("rule").put("id", cause.finding().rule());
        });
    Documents.job(Documents.own(document, alert.id(), alert), job);
    return document;
  }

  @Override
  public void record(Notification notification) throws StoreException {
    var delivery = notification.delivery();
    put(
        IndexNames.NOTIFICATIONS,
        notification.id() + "#" + delivery.attempts() + "#" + delivery.state(),
        document(notification));
  }

  private void put(String index, String id, ObjectNode document) throws StoreException {
    var key = CurrentStateDocuments.Key.of(index, id);
    current.put(key.index(), key.id(), document);
  }

  private static ObjectNode document(Notification notification) {
    var delivery = notification.delivery();
    var document = Documents.at(notification.madeAt());
    Documents.event(document, "event", "process", "notification");
    document.put("message", notification.message().subject());
    document.putObject("alert").put("id", notification.alert());
    document
        .putObject("notification")
        .put("id", notification.id())
        .put("route", notification.route())
        .put("kind", notification.kind().name())
        .put("state", delivery.state().name())
        .put("sequence", notification.sequence())
        .put("attempts", delivery.attempts())
        .put("message_id", delivery.messageId())
        .put("problem", delivery.problem());
    Documents.own(document, notification.id(), notification);
    return document;
  }

  /// Ordered by creation time, then by attempt.
  @Override
  public List<Notification> notifications(String alert) throws StoreException {
    var query = Searches.term("alert.id", alert);
    var hits = searches.all(IndexNames.NOTIFICATIONS, query, "@timestamp");
    var attempts = new ArrayList<>(current.records(hits, Notification.class));
    attempts.sort(
        Comparator.comparing(Notification::madeAt)
            .thenComparingInt(Notification::sequence)
            .thenComparingInt(attempt -> attempt.delivery().attempts()));
    return attempts;
  }

  @Override
  public void record(AlertEvent event) throws StoreException {
    var document = Documents.at(event.at());
    Documents.event(document, "event", "process", "alert-" + event.what().token());
    document.put("message", event.text());
    document.putObject("user").put("name", event.by());
    document
        .putObject("alert")
        .put("id", event.alert())
        .put("before", event.before())
        .put("after", event.after());
    var id = Documents.id(event.toString());
    Documents.own(document, id, event);
    put(IndexNames.ALERT_EVENTS, id, document);
  }

  @Override
  public List<AlertEvent> events(String alert) throws StoreException {
    var hits =
        searches.all(IndexNames.ALERT_EVENTS, Searches.term("alert.id", alert), "@timestamp");
    return current.records(hits, AlertEvent.class);
  }

  @Override
  public ServiceMessageStore messages() {
    return new ServiceMessages();
  }

  private final class ServiceMessages implements ServiceMessageStore {
    @Override
    public void put(Notification message) throws StoreException {
      ElasticAlerts.this.put(IndexNames.MESSAGES, message.id(), document(message));
    }

    @Override
    public List<Notification> pending() throws StoreException {
      var query = Searches.term("notification.state", Notification.Delivery.State.PENDING.name());
      return current.records(
          searches.all(IndexNames.MESSAGES, query, "@timestamp"), Notification.class);
    }

    @Override
    public List<Notification> newest(int most) throws StoreException {
      var hits =
          searches.first(
              IndexNames.MESSAGES, Searches.everything(), SortOrder.newest("@timestamp"), most);
      return current.records(hits, Notification.class);
    }
  }
}
