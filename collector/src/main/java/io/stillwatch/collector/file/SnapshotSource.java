// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import io.stillwatch.collector.snapshot.SnapshotCodec;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Snapshots of hosts, one JSON object a line, read from files.
///
/// Complete up to the last snapshot, not up to now: if whoever takes the snapshots stops, we are
/// blind, and the time since then must not look calm.
public final class SnapshotSource implements LogSource {
  private final SourceId id;
  private final SnapshotCodec codec;
  private final FollowedSource files;
  private final InstantSource clock;

  /// Patterns may name a folder by `/folder/*.ndjson`.
  public SnapshotSource(FileSettings settings, InstantSource clock) {
    this.id = settings.id();
    this.codec = new SnapshotCodec(settings.host(), settings.zone());
    this.clock = clock;
    this.files = new FollowedSource(settings, _ -> new Snapshots(), RawLine.MAX_SNAPSHOT_BYTES);
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Delivery delivery() {
    return Delivery.DIRECT;
  }

  @Override
  public Batch poll(Checkpoint from) throws SourceException {
    var state = FollowState.of(from);
    var portion = files.poll(state, clock.instant());
    var until = state.until();
    for (var evidence : portion.evidence()) {
      var at = evidence.at().toString();
      if (!(evidence instanceof Gap)
          && (until.isEmpty() || evidence.at().isAfter(Instant.parse(until)))) until = at;
    }
    var complete = portion.caughtUp() && !until.isEmpty() ? Instant.parse(until) : Instant.MIN;
    var next = new FollowState(portion.files(), until).checkpoint();
    return new Batch(portion.evidence(), next, portion.caughtUp(), complete);
  }

  /// The lines of one file; each of them tells its own time.
  private final class Snapshots implements Follower.Reader {
    @Override
    public Optional<Evidence> read(RawLine line) {
      if (isBlank(line.raw())) return Optional.empty();
      return Optional.of(codec.read(id, line.position(), line.raw(), clock.instant()));
    }

    private static boolean isBlank(byte[] raw) {
      for (var b : raw) if (b > ' ') return false;
      return true;
    }

    @Override
    public String lastLine() {
      return "";
    }
  }
}
