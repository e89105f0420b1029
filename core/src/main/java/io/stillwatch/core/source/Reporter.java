// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import io.stillwatch.core.job.Instants;
import java.time.Duration;
import java.time.Instant;

/// The collector that reported a state, and when.
///
/// `collector` identifies it over restarts; empty if unknown. `since` is the first report since it
/// started, or since it could last not report for minutes: an outage of the store.
public record Reporter(String collector, Instant since, Instant at) {
  /// Well above a minute, the longest time between two reports of a collector that works.
  private static final Duration GONE_AFTER = Duration.ofMinutes(5);

  /// Whether the other collector has reported without interruption for so long without this one
  /// that this one is gone. Time in which the other could not report either does not count.
  boolean isGoneBy(Reporter other) {
    var missedFrom = Instants.later(at, other.since);
    return Duration.between(missedFrom, other.at).compareTo(GONE_AFTER) > 0;
  }
}
