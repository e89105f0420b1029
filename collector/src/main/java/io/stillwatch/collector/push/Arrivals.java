// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.source.Checkpoint;
import java.time.Instant;

/// What is remembered of a source that pushes: when it was heard last, and the time of its newest
/// evidence.
///
/// Stands in the spool as the checkpoint of the source, so it moves with what it speaks of.
record Arrivals(Instant heardAt, Instant newest) {
  static Arrivals of(Checkpoint checkpoint) {
    var parts = checkpoint.value().split(" ", 2);
    return new Arrivals(Instant.parse(parts[0]), Instant.parse(parts[1]));
  }

  Checkpoint checkpoint() {
    return new Checkpoint(heardAt + " " + newest);
  }

  /// Lines come out of order, and a clock may be ahead of ours.
  Arrivals and(Instant at, Instant now) {
    var believable = at.isAfter(now) ? now : at;
    return new Arrivals(now, believable.isAfter(newest) ? believable : newest);
  }
}
