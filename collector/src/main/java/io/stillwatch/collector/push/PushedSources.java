// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceState.Reports;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Every host that ever pushed lines, as a source of its own: each tells up to its own newest line,
/// and each can fall silent alone.
///
/// They are found in the spool, so a restart forgets none.
public final class PushedSources implements Discovery {
  static final String LINES = "push:";
  static final String SNAPSHOTS = "snapshot:";
  static final String HEARTBEATS = "ping:";

  /// Snapshots are taken once a day at least.
  private static final Duration SNAPSHOT_DAY = Duration.ofHours(26);

  private final Spool spool;
  private final Duration quietAfter;
  private final InstantSource clock;
  private final BooleanSupplier expectsPings;

  /// `quietAfter` is how long a host may send nothing before we call ourselves blind.
  public PushedSources(Spool spool, Duration quietAfter, InstantSource clock) {
    this(spool, quietAfter, clock, () -> false);
  }

  /// `expectsPings` says whether pings are waited for although none came yet.
  public PushedSources(
      Spool spool, Duration quietAfter, InstantSource clock, BooleanSupplier expectsPings) {
    this.spool = spool;
    this.expectsPings = expectsPings;
    this.quietAfter = quietAfter;
    this.clock = clock;
  }

  @Override
  public SourceId id() {
    return new SourceId("push");
  }

  @Override
  public Host host() {
    return Host.server("push");
  }

  @Override
  public CollectionMode mode() {
    return CollectionMode.PUSHED;
  }

  @Override
  public List<Watched> watched() throws SourceException {
    try {
      var found = new ArrayList<Watched>();
      for (var id : spool.checkpoints(LINES).keySet()) {
        var host = Host.server(id.value().substring(LINES.length()));
        found.add(
            new Watched(new PushedSource(id, host, quietAfter, clock), host, Reports.LOG_LINES));
      }
      var rarely = Durations.longer(quietAfter, SNAPSHOT_DAY);
      for (var id : spool.checkpoints(SNAPSHOTS).keySet()) {
        var host = Host.server(id.value().substring(SNAPSHOTS.length()));
        found.add(
            new Watched(new PushedSource(id, host, rarely, clock), host, Reports.CONFIGURATION));
      }
      if (expectsPings.getAsBoolean() || !spool.checkpoints(HEARTBEATS).isEmpty()) {
        var source = new HeartbeatSource(Heartbeats.SOURCE, clock);
        found.add(new Watched(source, Host.HEARTBEATS, Reports.LOG_LINES));
      }
      return found;
    } catch (StoreException e) {
      throw new SourceException.Retryable(
          "The spool does not tell which hosts push: " + e.getMessage(), Duration.ofSeconds(5), e);
    }
  }
}
