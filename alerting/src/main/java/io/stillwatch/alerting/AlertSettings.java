// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import java.time.Duration;

/// What an operator may choose about alerts and their messages.
///
/// `repeat` is how often a silence is repeated while nobody reacts, `updateEvery` the least
/// distance of two updates, `baseUrl` where the web UI is reached (empty: messages carry no links),
/// `environment` a word such as `prod` (empty: left out).
public record AlertSettings(
    Duration repeat, Duration updateEvery, String baseUrl, String environment) {
  public static final AlertSettings DEFAULT =
      new AlertSettings(Duration.ofHours(24), Duration.ofHours(6), "", "");

  public AlertSettings {
    if (repeat.isNegative() || repeat.isZero()) {
      throw new IllegalArgumentException("alerts.repeat must be longer than nothing: " + repeat);
    }
    if (updateEvery.isNegative()) {
      throw new IllegalArgumentException("alerts.update-every is negative: " + updateEvery);
    }
    while (baseUrl.endsWith("/")) baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
  }

  public AlertSettings withBaseUrl(String url) {
    return new AlertSettings(repeat, updateEvery, url, environment);
  }

  public AlertSettings withEnvironment(String name) {
    return new AlertSettings(repeat, updateEvery, baseUrl, name);
  }
}
