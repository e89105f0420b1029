// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import java.time.Duration;
import java.time.ZoneId;

/// How the watch behaves: the zone of hosts that do not tell theirs, and when it trains.
public record WatchSettings(ZoneId zone, Duration trainAfter, Duration retrainEvery) {
  public static final WatchSettings DEFAULTS =
      new WatchSettings(ZoneId.of("UTC"), Duration.ofDays(21), Duration.ofDays(1));
}
