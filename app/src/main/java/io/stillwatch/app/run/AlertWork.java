// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.alerting.relay.RoutedNotifier;
import io.stillwatch.alerting.service.ServiceRun;
import io.stillwatch.alerting.sns.SnsNotifier;
import io.stillwatch.app.config.AlertRules;
import io.stillwatch.app.config.Config;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.indexer.ElasticStores;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What it takes to tell people: how messages are made, the channels of the routes, and what is
/// said when nothing can be decided.
final class AlertWork {
  private final Config config;
  private final ElasticStores stores;
  private final InstantSource clock;
  private final AlertSettings settings;
  private final Optional<Notifier> notifier;

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
    this.notifier = notifier(config, parts);
  }

  AlertSettings settings() {
    return settings;
  }

  private static Optional<Notifier> notifier(Config config, Parts parts) {
    var channels = new HashMap<String, Notifier>();
    for (var route : AlertRules.routes(config.alerts()))
      if (!route.topicArn().isEmpty())
        channels.put(route.name(), topic(config, parts, route.topicArn()));
    return channels.isEmpty() ? Optional.empty() : Optional.of(new RoutedNotifier(channels));
  }

  private static Notifier topic(Config config, Parts parts, String arn) {
    var endpoint = config.aws().endpointUrl();
    return parts.keep(
        endpoint.isEmpty()
            ? SnsNotifier.open(arn)
            : SnsNotifier.open(arn, URI.create(endpoint)));
  }

  /// Empty if nobody is to be told.
  Optional<NotificationRelay> relay(long seed, Tenure tenure) {
    return notifier.map(
        to -> new NotificationRelay(stores.alerts(), to, clock, seed, tenure));
  }

  /// Digests and tests; none if nobody is to be told.
  Optional<ServiceRun> service() {
    return notifier.map(_ ->
        new ServiceRun(
            stores.alerts(), stores.outcomes(), settings, AlertRules.plan(config.alerts())));
  }

  /// What is said while the store is away; `alertedLast` says whether this process alerted when it
  /// was there last.
  Optional<OutageAlarm> outage(Path folder, BooleanSupplier alertedLast) {
    return notifier.map(to ->
        new OutageAlarm(
            stores::ping,
            new OutageJournal(folder),
            stores.alerts(),
            new OutageAlarm.Ports(settings, to, alertedLast),
            clock));
  }
}
