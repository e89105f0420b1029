// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.plan.Plan;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Function;

/// How the watch behaves: the zone of a host whose configuration is not known, when the detector is
/// trained, how much evidence a restart reads again at most, how many alerts of the autoencoder
/// alone the fleet may raise in 30 days, whether the growth of logs and free space are followed,
/// and what people plan for jobs.
public record WatchSettings(
    Function<Host, ZoneId> zones,
    Duration trainAfter,
    Duration retrainEvery,
    Duration checkpointEvery,
    int alertsPerMonth,
    boolean followsSeries,
    Plan plan) {
  public static final int NO_BUDGET = Integer.MAX_VALUE;

  public static final WatchSettings DEFAULTS =
      new WatchSettings(
          _ -> ZoneId.of("UTC"),
          Duration.ofDays(21),
          Duration.ofDays(1),
          Duration.ofMinutes(5),
          NO_BUDGET,
          true,
          Plan.NONE);
}
