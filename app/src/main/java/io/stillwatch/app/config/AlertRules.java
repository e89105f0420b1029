// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.Route;
import io.stillwatch.alerting.service.ServiceRun;
import io.stillwatch.app.config.Config.AlertsConfig;
import io.stillwatch.app.config.Config.RouteConfig;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Reason;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.text.Glob;
import java.net.URI;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the part of the configuration that is about alerts, and says what is wrong with it.
public final class AlertRules {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
  private static final int MOST_PER_HOUR = 1000;
  private static final int LONGEST_WAIT = 3600;
  private static final int LONGEST_INTERVAL = 24 * 60;
  private static final int LONGEST_REPEAT = 24 * 31;

  private final String file;

  AlertRules(String file) {
    this.file = file;
  }

  void check(AlertsConfig alerts) throws ConfigException {
    within("groupWaitSeconds", alerts.groupWaitSeconds(), 0, LONGEST_WAIT);
    within("groupIntervalMinutes", alerts.groupIntervalMinutes(), 0, LONGEST_INTERVAL);
    within("repeatHours", alerts.repeatHours(), 1, LONGEST_REPEAT);
    within("repeatCriticalHours", alerts.repeatCriticalHours(), 1, LONGEST_REPEAT);
    var names = new HashSet<String>();
    for (int i = 0; i < alerts.routes().size(); i++)
      check(alerts.routes().get(i), "routes[" + i + "]", names);
    try {
      plan(alerts);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw problem(
          "signsOfLife: zone, digestAt or testOn do not fit: "
              + e.getMessage()
              + ". Write a zone such as Europe/Berlin, a time such as 08:00, and a day such as"
              + " monday.");
    }
    var url = alerts.signsOfLife().heartbeatUrl();
    if (!url.isEmpty() && !isHttp(url))
      throw problem(
          "signsOfLife.heartbeatUrl is '" + url + "'. Write a URL that begins with https://.");
  }

  private void check(RouteConfig route, String key, Set<String> names) throws ConfigException {
    if (route.name() == null || !NAME.matcher(route.name()).matches())
      throw problem(
          key + ".name is '" + route.name() + "'. Write up to 31 of a-z, 0-9 and hyphens.");
    if (!names.add(route.name()))
      throw problem(key + ".name is '" + route.name() + "', as of a route before it.");
    var webhook = route.webhook();
    if (route.topicArn().isEmpty() == webhook.url().isEmpty())
      throw problem(key + " needs either topicArn or webhook.url. Write one of them.");
    if (!List.of("text", "chat").contains(route.style()))
      throw problem(key + ".style is '" + route.style() + "'. Write text or chat.");
    if (!webhook.url().isEmpty() && webhook.secretFile().isEmpty())
      throw problem(
          key + ".webhook.secretFile is missing. Name a file that holds the key that signs.");
    if (severity(route.match().atLeast()).isEmpty())
      throw problem(
          key
              + ".match.atLeast is '"
              + route.match().atLeast()
              + "'. Write one of "
              + severities());
    var known = Arrays.stream(Reason.values()).map(Reason::token).toList();
    for (var reason : route.match().reasons())
      if (!known.contains(reason))
        throw problem(key + ".match.reasons has '" + reason + "'. Known are " + known + ".");
    within(key + ".perHour", route.perHour(), 1, MOST_PER_HOUR);
  }

  private void within(String key, int value, int least, int most) throws ConfigException {
    if (value < least || value > most)
      throw problem(key + " is " + value + ". Write a number from " + least + " to " + most + ".");
  }

  private ConfigException problem(String what) {
    return new ConfigException(file + ": alerts." + what);
  }

  private static boolean isHttp(String url) {
    try {
      var uri = URI.create(url);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static Optional<Severity> severity(String word) {
    return Arrays.stream(Severity.values())
        .filter(one -> one.name().equalsIgnoreCase(word))
        .findFirst();
  }

  private static String severities() {
    return Arrays.stream(Severity.values())
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "", "."));
  }

  /// How alerts are told; `address` is where this process shows its pages.
  public static AlertSettings settings(AlertsConfig alerts, String address) {
    return new AlertSettings(
        Duration.ofSeconds(alerts.groupWaitSeconds()),
        Duration.ofMinutes(alerts.groupIntervalMinutes()),
        Duration.ofHours(alerts.repeatHours()),
        Duration.ofHours(alerts.repeatCriticalHours()),
        alerts.baseUrl().isEmpty() ? address : alerts.baseUrl(),
        alerts.environment(),
        routes(alerts).stream().map(AlertRules::route).toList());
  }

  /// The routes; the one of the topic alone if none is given.
  public static List<RouteConfig> routes(AlertsConfig alerts) {
    if (!alerts.routes().isEmpty()) return alerts.routes();
    return List.of(RouteConfig.of(Notification.DEFAULT_ROUTE, alerts.topicArn()));
  }

  private static Route route(RouteConfig route) {
    var match = route.match();
    return new Route(
        route.name(),
        new JobMatch(new Glob(match.host()), new Glob(match.job()), Optional.empty()),
        new Glob(match.owner()),
        Set.copyOf(match.reasons()),
        severity(match.atLeast()).orElse(Severity.LOW),
        new Route.Takes(route.predictions(), route.reminders(), route.digests()),
        route.perHour());
  }

  /// When digests and tests are due.
  public static ServiceRun.Plan plan(AlertsConfig alerts) {
    return new ServiceRun.Plan(
        ZoneId.of(alerts.signsOfLife().zone()),
        Optional.of(alerts.signsOfLife().digestAt())
            .filter(time -> !time.isEmpty())
            .map(LocalTime::parse),
        Optional.of(alerts.signsOfLife().testOn())
            .filter(day -> !day.isEmpty())
            .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))));
  }
}
