// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.alerting.service.ServiceRun;
import io.stillwatch.alerting.sns.SnsNotifier;
import io.stillwatch.app.config.AlertRules;
import io.stillwatch.app.config.Config;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.indexer.ElasticStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// What it takes to tell people: how messages are made, the channels of the routes, and what is
/// said when nothing can be decided.
final class AlertWork {
  private final Config config;
  private final ElasticStores stores;
  private final InstantSource clock;
  private final AlertSettings settings;
  private final Channels channels;
  private final HourlyAnswer unheard;

  /// `address` is where this process shows its pages. In a simulation time goes in leaps, so the
  /// first message does not wait for others.
  AlertWork(
      Config config,
      ElasticStores stores,
      InstantSource clock,
      Parts parts,
      String address,
      boolean simulated) {
    this.config = config;
    this.stores = stores;
    this.clock = clock;
    var usual = AlertRules.settings(config.alerts(), address);
    this.settings = simulated ? usual.withGroupWait(Duration.ZERO) : usual;
    this.channels = parts.keep(Channels.of(config, address, clock));
    this.unheard = new HourlyAnswer(() -> problems(channels), clock, Thread::startVirtualThread);
  }

  AlertSettings settings() {
    return settings;
  }

  /// The names of the routes through which people are told.
  List<String> routes() {
    return channels.notifier().isEmpty()
        ? List.of()
        : settings.routes().stream().map(route -> route.name()).toList();
  }

  /// What keeps messages of a route from reaching anyone, by the last answer of AWS; empty if
  /// nothing does or nothing is known yet. Does not wait for AWS.
  String unheard() {
    return unheard.last();
  }

  private static String problems(Channels channels) {
    return channels.problems().entrySet().stream()
        .filter(route -> route.getValue().kind() != SnsNotifier.Problem.Kind.NOT_CHECKED)
        .map(route ->
            "route "
                + route.getKey()
                + ": "
                + route.getValue().what()
                + " "
                + route.getValue().remedy())
        .collect(Collectors.joining(" "));
  }

  /// Empty if nobody is to be told.
  Optional<NotificationRelay> relay(long seed, Tenure tenure) {
    return channels
        .notifier()
        .map(to -> new NotificationRelay(stores.alerts(), to, clock, seed, tenure));
  }

  /// Digests and tests; none if nobody is to be told.
  Optional<ServiceRun> service() {
    return channels
        .notifier()
        .map(_ ->
            new ServiceRun(
                stores.alerts(), stores.outcomes(), settings, AlertRules.plan(config.alerts())));
  }

  /// What is said while the store is away; `alertedLast` says whether this process alerted when it
  /// was there last.
  Optional<OutageAlarm> outage(Path folder, BooleanSupplier alertedLast) {
    return channels
        .notifier()
        .map(to ->
            new OutageAlarm(
                stores::ping,
                new OutageJournal(folder),
                stores.alerts(),
                new OutageAlarm.Ports(settings, to, alertedLast),
                clock));
  }
}
