// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import io.stillwatch.collector.CheckpointJson;
import io.stillwatch.core.source.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The checkpoint of an account: what was told of each host, and up to when the events of RDS are
/// known. Times are text, for JSON.
record FactsState(Map<String, Told> hosts, String eventsUntil) {
  private static final FactsState EMPTY = new FactsState(Map.of(), Instant.EPOCH.toString());

  /// Figures change all the time; an hour is often enough to foretell a full disk.
  private static final Duration FIGURES_HOLD = Duration.ofHours(1);

  /// The documents by their hash, and when they were told.
  record Told(String digest, String at) {
    boolean holds(String newDigest, Instant now) {
      var since = Duration.between(Instant.parse(at), now);
      return digest.equals(newDigest) && !since.isNegative() && since.compareTo(FIGURES_HOLD) < 0;
    }
  }

  FactsState {
    hosts = Map.copyOf(hosts);
  }

  Instant eventsKnownUntil() {
    return Instant.parse(eventsUntil);
  }

  static FactsState of(Checkpoint checkpoint) {
    return CheckpointJson.read(checkpoint, FactsState.class, EMPTY);
  }

  Checkpoint checkpoint() {
    return CheckpointJson.write(this);
  }
}
