// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// One host that pushes its lines: a poll reads nothing and tells up to when we know its log.
///
/// That is the time of its newest line, not now: whether there was nothing to say or the shipper is
/// dead looks the same from here. A host that is quiet for too long makes us blind, never calm.
final class PushedSource implements LogSource {
  private final SourceId id;
  private final Host host;
  private final Duration quietAfter;
  private final InstantSource clock;

  PushedSource(SourceId id, Host host, Duration quietAfter, InstantSource clock) {
    this.id = id;
    this.host = host;
    this.quietAfter = quietAfter;
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Delivery delivery() {
    return Delivery.SPOOLED;
  }

  @Override
  public Batch poll(Checkpoint from) throws SourceException {
    if (from.equals(Checkpoint.START)) return new Batch(List.of(), from, true, Instant.MIN);
    var pushed = PushCheckpoint.of(from);
    var quietSince = pushed.heardAt();
    if (Duration.between(quietSince, clock.instant()).compareTo(quietAfter) > 0)
      throw new SourceException.Retryable(
          host.name()
              + " has pushed nothing since "
              + quietSince
              + ". Look whether its log shipper runs and can reach us.",
          Duration.ofSeconds(15), // its next line should not leave us blind for long
          new java.util.concurrent.TimeoutException("quiet for longer than " + quietAfter));
    return new Batch(List.of(), from, true, pushed.newest(), pushed.newest());
  }
}
