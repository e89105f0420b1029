// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.alerting.sns.SnsNotifier;
import io.stillwatch.alerting.webhook.WebhookNotifier;
import io.stillwatch.app.config.AlertRules;
import io.stillwatch.app.config.Config;
import io.stillwatch.app.config.Config.RouteConfig;
import io.stillwatch.core.alert.Notifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The topics and receivers of the routes by their names; a route without any has none.
final class Channels implements AutoCloseable {
  private final Parts parts = new Parts();
  private final Map<String, SnsNotifier> topics = new LinkedHashMap<>();
  private final Map<String, Notifier> all = new HashMap<>();

  private Channels() {}

  /// `address` is where this process shows its pages.
  static Channels of(Config config, String address, InstantSource clock) {
    var channels = new Channels();
    for (var route : AlertRules.routes(config.alerts())) {
      if (!route.topicArn().isEmpty()) {
        var topic = channels.parts.keep(topic(route, config.aws().endpointUrl()));
        channels.topics.put(route.name(), topic);
        channels.all.put(route.name(), topic);
      } else if (!route.webhook().url().isEmpty()) {
        channels.all.put(route.name(), channels.parts.keep(webhook(route, address, clock)));
      }
    }
    return channels;
  }

  private static SnsNotifier topic(RouteConfig route, String endpoint) {
    var style = route.style().equals("chat") ? SnsNotifier.Style.CHAT : SnsNotifier.Style.TEXT;
    return SnsNotifier.open(
        route.topicArn(),
        style,
        endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint)));
  }

  private static WebhookNotifier webhook(RouteConfig route, String address, InstantSource clock) {
    var webhook = route.webhook();
    var secret = new WebhookNotifier.Secret.InFile(Path.of(webhook.secretFile()));
    return WebhookNotifier.open(
        new WebhookNotifier.Receiver(webhook.url(), secret, address), clock);
  }

  /// One for all routes; empty if no route has a channel.
  Optional<Notifier> notifier() {
    return all.isEmpty() ? Optional.empty() : Optional.of(new RoutedNotifier(all));
  }

  /// The routes with a topic, in their order.
  List<String> topics() {
    return List.copyOf(topics.keySet());
  }

  List<String> webhooks() {
    return all.keySet().stream().filter(route -> !topics.containsKey(route)).sorted().toList();
  }

  /// Asks AWS what keeps messages of a route from reaching anyone; other routes are left out.
  Map<String, SnsNotifier.Problem> problems() {
    var problems = new LinkedHashMap<String, SnsNotifier.Problem>();
    topics.forEach(
        (route, topic) -> topic.problem().ifPresent(problem -> problems.put(route, problem)));
    return problems;
  }

  @Override
  public void close() {
    parts.close();
  }
}
