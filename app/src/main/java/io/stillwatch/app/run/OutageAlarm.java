// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.id.Digest;
import io.stillwatch.alerting.message.Notice;
import io.stillwatch.alerting.message.Texts;
import io.stillwatch.core.alert.Ailment;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Impact;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Delivery;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.alert.NotifierException;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.job.JobNote.Importance;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned.Version;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says that Elasticsearch cannot be reached, which no alert in it can say.
///
/// The process that alerted last writes down what it is about to send, sends it, and writes down
/// that it was sent. Once Elasticsearch is back, the alert is stored there as if it had been made
/// by a decision, and ends as any other. A crash between sending and writing repeats the message
/// under the same id.
final class OutageAlarm {
  private static final Logger log = LoggerFactory.getLogger(OutageAlarm.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration RETRY = Duration.ofMinutes(1);
  static final String PART = "elasticsearch";

  private final Probe probe;
  private final OutageJournal journal;
  private final AlertStore alerts;
  private final Ports ports;
  private final InstantSource clock;
  private Optional<Instant> downSince = Optional.empty();

  /// Returns if the store responds.
  @FunctionalInterface
  interface Probe {
    void ping() throws StoreException;
  }

  /// How messages are made and sent, and whether this process alerted last.
  record Ports(AlertSettings settings, Notifier notifier, BooleanSupplier alertedLast) {}

  OutageAlarm(
      Probe probe, OutageJournal journal, AlertStore alerts, Ports ports, InstantSource clock) {
    this.probe = probe;
    this.journal = journal;
    this.alerts = alerts;
    this.ports = ports;
    this.clock = clock;
  }

  /// Looks once; a journal that cannot be written keeps nothing from being sent.
  void look() throws IOException {
    var now = clock.instant();
    try {
      probe.ping();
      downSince = Optional.empty();
      reconcile();
    } catch (StoreException e) {
      var since = downSince.orElse(now);
      downSince = Optional.of(since);
      if (since.plus(PATIENCE).isAfter(now) || !ports.alertedLast().getAsBoolean()) return;
      var outage = journal.read();
      if (outage.isEmpty()) outage = Optional.of(begin(since, now, String.valueOf(e.getMessage())));
      send(outage.get(), now);
    }
  }

  private OutageJournal.Outage begin(Instant since, Instant now, String problem)
      throws IOException {
    var outage = new OutageJournal.Outage(since, now, problem, new ArrayList<>());
    for (var route : ports.settings().routes())
      outage.sendings().add(new OutageJournal.Sending(route.name(), Delivery.NEW));
    journal.write(outage);
    return outage;
  }

  private void send(OutageJournal.Outage outage, Instant now) throws IOException {
    var alert = alert(outage);
    for (int i = 0; i < outage.sendings().size(); i++) {
      var sending = outage.sendings().get(i);
      var delivery = sending.delivery();
      boolean waits = delivery.nextTryAt().isAfter(now);
      if (delivery.state() != Delivery.State.PENDING || waits) continue;
      var tried = attempt(notification(alert, outage, sending), now);
      outage.sendings().set(i, new OutageJournal.Sending(sending.route(), tried));
      journal.write(outage);
    }
  }

  private Delivery attempt(Notification notification, Instant now) {
    int attempts = notification.delivery().attempts() + 1;
    try {
      var id = ports.notifier().send(notification);
      return new Delivery(Delivery.State.SENT, attempts, id, "", now);
    } catch (NotifierException e) {
      var problem = String.valueOf(e.getMessage());
      log.atWarn()
          .addKeyValue("route", notification.route())
          .addKeyValue("problem", problem)
          .log("That Elasticsearch is away could not be sent.");
      var state = e.retryable() ? Delivery.State.PENDING : Delivery.State.DEAD;
      return new Delivery(state, attempts, "", problem, now.plus(RETRY));
    }
  }

  /// What was sent becomes an alert like any other, once.
  private void reconcile() throws IOException, StoreException {
    var outage = journal.read();
    if (outage.isEmpty()) return;
    var alert = alert(outage.get());
    var notifications = new ArrayList<Notification>();
    for (var sending : outage.get().sendings())
      notifications.add(notification(alert, outage.get(), sending));
    if (alerts.find(alert.id()).isEmpty())
      alerts.save(alert.withNotifications(notifications), Version.NEW);
    for (var one : notifications) alerts.record(one);
    journal.clear();
  }

  private Alert alert(OutageJournal.Outage outage) {
    var ailment =
        new Ailment(
            PART,
            Severity.CRITICAL,
            outage.problem(),
            "No job is judged and nothing is stored; what sources bring waits in the spool.",
            "Start Elasticsearch, or mend the way to it. Stillwatch goes on by itself.");
    var stoppage = ailment.stoppage(outage.since());
    var alert =
        new Alert(
            Digest.alertId(stoppage.group(), outage.since(), Set.of()),
            stoppage.group(),
            Alert.State.FIRING,
            List.of(stoppage),
            List.of(),
            new Alert.Times(outage.since(), outage.madeAt(), Optional.empty()),
            Alert.Handling.NONE,
            List.of());
    return alert.withImpact(Impact.of(alert, Importance.NORMAL, outage.madeAt()));
  }

  private Notification notification(
      Alert alert, OutageJournal.Outage outage, OutageJournal.Sending sending) {
    var notice = new Notice(Kind.FIRING, 1, outage.madeAt());
    return new Notification(
        Notification.id(alert.id(), 1, Kind.FIRING, sending.route()),
        alert.id(),
        sending.route(),
        Kind.FIRING,
        1,
        outage.madeAt(),
        new Texts(ports.settings()).message(alert, notice),
        sending.delivery());
  }
}
