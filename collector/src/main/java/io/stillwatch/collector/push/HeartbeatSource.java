// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The heartbeats of all jobs: a ping that did not come by now did not come.
record HeartbeatSource(SourceId id, InstantSource clock) implements LogSource {
  @Override
  public Delivery delivery() {
    return Delivery.SPOOLED;
  }

  @Override
  public Batch poll(Checkpoint from) {
    return new Batch(List.of(), from, true, clock.instant(), newest(from));
  }

  private static Instant newest(Checkpoint from) {
    return from.equals(Checkpoint.START) ? Instant.MIN : PushCheckpoint.of(from).newest();
  }
}
