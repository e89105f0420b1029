// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.relay.NotificationRelay;
import io.stillwatch.alerting.service.ServiceRun;
import io.stillwatch.alerting.sns.SnsNotifier;
import io.stillwatch.alerting.webhook.WebhookNotifier;
import io.stillwatch.app.config.AlertRules;
import io.stillwatch.app.config.Config;
import io.stillwatch.app.config.Config.RouteConfig;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.watch.Tenure;
import io.stillwatch.indexer.ElasticStores;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What it takes to tell people: how messages are made, the channels of the routes, and what is
/// said when nothing can be decided.
final class AlertWork {
  private static final Duration ASK_AGAIN = Duration.ofHours(1);

  private final Config config;
  private final ElasticStores stores;
  private final InstantSource clock;
  private final AlertSettings settings;
  private final Map<String, SnsNotifier> topics = new LinkedHashMap<>();
  private final Optional<Notifier> notifier;
  private Instant askAgainAt = Instant.MIN;
  private String unheard = "";

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
    this.notifier = notifier(parts, address);
  }

  AlertSettings settings() {
    return settings;
  }

  private Optional<Notifier> notifier(Parts parts, String address) {
    var channels = new HashMap<String, Notifier>();
    for (var route : AlertRules.routes(config.alerts())) {
      if (!route.topicArn().isEmpty()) {
        var topic = parts.keep(topic(route));
        topics.put(route.name(), topic);
        channels.put(route.name(), topic);
      } else if (!route.webhook().url().isEmpty()) {
        channels.put(route.name(), parts.keep(webhook(route, address)));
      }
    }
    return channels.isEmpty() ? Optional.empty() : Optional.of(new RoutedNotifier(channels));
  }

  private SnsNotifier topic(RouteConfig route) {
    var style = route.style().equals("chat") ? SnsNotifier.Style.CHAT : SnsNotifier.Style.TEXT;
    var endpoint = config.aws().endpointUrl();
    return SnsNotifier.open(
        route.topicArn(),
        style,
        endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint)));
  }

  private WebhookNotifier webhook(RouteConfig route, String address) {
    var webhook = route.webhook();
    var secret = new WebhookNotifier.Secret.InFile(Path.of(webhook.secretFile()));
    return WebhookNotifier.open(
        new WebhookNotifier.Receiver(webhook.url(), secret, address), clock);
  }

  /// The names of the routes through which people are told.
  List<String> routes() {
    return notifier.isEmpty()
        ? List.of()
        : settings.routes().stream().map(route -> route.name()).toList();
  }

  /// Why nobody would receive a message on a route, asked once an hour; empty if somebody does, or
  /// nobody knows.
  String unheard() {
    var now = clock.instant();
    if (now.isBefore(askAgainAt)) return unheard;
    askAgainAt = now.plus(ASK_AGAIN);
    var problems = new ArrayList<String>();
    for (var topic : topics.entrySet())
      topic
          .getValue()
          .problem()
          .filter(problem -> problem.kind() != SnsNotifier.Problem.Kind.NOT_CHECKED)
          .ifPresent(problem ->
              problems.add(
                  "route " + topic.getKey() + ": " + problem.what() + " " + problem.remedy()));
    unheard = String.join(" ", problems);
    return unheard;
  }

  /// Empty if nobody is to be told.
  Optional<NotificationRelay> relay(long seed, Tenure tenure) {
    return notifier.map(to -> new NotificationRelay(stores.alerts(), to, clock, seed, tenure));
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
