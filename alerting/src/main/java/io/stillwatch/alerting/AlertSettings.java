// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import java.time.Duration;
import java.util.List;

/// How alerts are told.
///
/// `groupWait` is how long the first message waits for what stops together, `groupInterval` how far
/// apart updates are, `repeat` how far apart reminders are, and `repeatCritical` those of critical
/// alerts. `baseUrl` is the address of the web UI for links, without a slash at its end.
public record AlertSettings(
    Duration groupWait,
    Duration groupInterval,
    Duration repeat,
    Duration repeatCritical,
    String baseUrl,
    String environment,
    List<Route> routes) {
  public static final AlertSettings DEFAULT =
      new AlertSettings(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofHours(24),
          Duration.ofHours(4),
          "",
          "",
          List.of(Route.DEFAULT));

  public AlertSettings {
    notNegative("alerts.groupWait", groupWait);
    notNegative("alerts.groupInterval", groupInterval);
    positive("alerts.repeat", repeat);
    positive("alerts.repeatCritical", repeatCritical);
    while (baseUrl.endsWith("/")) baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
    routes = List.copyOf(routes);
  }

  private static void notNegative(String key, Duration duration) {
    if (duration.isNegative())
      throw new IllegalArgumentException(key + " must not be negative: " + duration);
  }

  private static void positive(String key, Duration duration) {
    if (!duration.isPositive())
      throw new IllegalArgumentException(key + " must be positive: " + duration);
  }

  public AlertSettings withBaseUrl(String url) {
    return new AlertSettings(
        groupWait, groupInterval, repeat, repeatCritical, url, environment, routes);
  }

  public AlertSettings withEnvironment(String name) {
    return new AlertSettings(
        groupWait, groupInterval, repeat, repeatCritical, baseUrl, name, routes);
  }

  public AlertSettings withGroupWait(Duration wait) {
    return new AlertSettings(
        wait, groupInterval, repeat, repeatCritical, baseUrl, environment, routes);
  }

  public AlertSettings withRoutes(List<Route> others) {
    return new AlertSettings(
        groupWait, groupInterval, repeat, repeatCritical, baseUrl, environment, others);
  }
}
