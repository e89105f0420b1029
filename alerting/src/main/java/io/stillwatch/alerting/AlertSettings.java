// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import java.time.Duration;

/// The settings for alerts and their messages.
///
/// `repeat` is the interval between reminders of an unacknowledged alert, `updateEvery` the minimum
/// interval between updates, `baseUrl` the address of the web UI (empty: messages contain no
/// links), `environment` a word such as `prod` (empty: omitted).
public record AlertSettings(
    Duration repeat, Duration updateEvery, String baseUrl, String environment) {
  public static final AlertSettings DEFAULT =
      new AlertSettings(Duration.ofHours(24), Duration.ofHours(6), "", "");

  public AlertSettings {
    if (repeat.isNegative() || repeat.isZero()) {
      throw new IllegalArgumentException("alerts.repeat must be positive: " + repeat);
    }
    if (updateEvery.isNegative()) {
      throw new IllegalArgumentException(
          "alerts.update-every must not be negative: " + updateEvery);
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
