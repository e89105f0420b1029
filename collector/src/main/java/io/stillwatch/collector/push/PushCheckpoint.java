// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.job.Instants;
import io.stillwatch.core.source.Checkpoint;
import java.time.Instant;

/// What is remembered of a source that pushes: when it was heard last, and the time of its newest
/// evidence.
///
/// Stands in the spool as the checkpoint of the source, so it moves with what it speaks of.
record PushCheckpoint(Instant heardAt, Instant newest) {
  static PushCheckpoint of(Checkpoint checkpoint) {
    var parts = checkpoint.value().split(" ", 2);
    return new PushCheckpoint(Instant.parse(parts[0]), Instant.parse(parts[1]));
  }

  Checkpoint checkpoint() {
    return new Checkpoint(heardAt + " " + newest);
  }

  /// Lines come out of order, and a clock may be ahead of ours.
  PushCheckpoint and(Instant at, Instant now) {
    var believable = Instants.earlier(at, now);
    return new PushCheckpoint(now, Instants.later(believable, newest));
  }
}
