// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.RawArchive;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Listing;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The way in for what is pushed: into the spool first, then the answer.
///
/// A crash between the two makes the sender repeat; the ids absorb it.
public final class Intake {
  /// How many hosts may push, and how many keys may be pinged.
  public record Limits(int mostHosts, int mostPings) {
    static final Limits USUAL = new Limits(10_000, 1_000);
  }

  private final Spool spool;
  private final DocumentWriter writer;
  private final InstantSource clock;
  private final Runnable committed;
  private final RawArchive archive;
  private final Quotas quotas;
  private final Object order = new Object();
  private final LongAdder kept = new LongAdder();

  public Intake(Spool spool, DocumentWriter writer, InstantSource clock) {
    this(spool, writer, clock, () -> {});
  }

  /// With bounds of its own for what senders make known.
  public Intake(Spool spool, DocumentWriter writer, InstantSource clock, Limits limits) {
    this(spool, writer, clock, () -> {}, RawArchive.NONE, limits);
  }

  /// With a copy of what comes.
  public static Intake copying(
      Spool spool, DocumentWriter writer, InstantSource clock, RawArchive archive, Limits limits) {
    return new Intake(spool, writer, clock, () -> {}, archive, limits);
  }

  /// `committed` is called between the commit and the answer.
  public Intake(Spool spool, DocumentWriter writer, InstantSource clock, Runnable committed) {
    this(spool, writer, clock, committed, RawArchive.NONE, Limits.USUAL);
  }

  private Intake(
      Spool spool,
      DocumentWriter writer,
      InstantSource clock,
      Runnable committed,
      RawArchive archive,
      Limits limits) {
    this.quotas = new Quotas(spool, limits, clock);
    this.archive = archive;
    this.spool = spool;
    this.writer = writer;
    this.clock = clock;
    this.committed = committed;
  }

  /// Whether senders must wait: the spool is nearly full, and nothing in it is thrown away.
  public boolean pressed() throws StoreException {
    return spool.pressed();
  }

  /// Records kept since the start.
  public long kept() {
    return kept.sum();
  }

  /// Lines since the start whose host was beyond the quota.
  public long beyondQuota() {
    return quotas.beyond();
  }

  Quotas quotas() {
    return quotas;
  }

  Instant now() {
    return clock.instant();
  }

  /// Returns once all records are safe on disk; throws if none of them is. Hosts that were never
  /// heard before count towards the share of `sender`, which is an address.
  public void keep(String sender, List<LogRecord> sent) throws StoreException {
    if (sent.isEmpty()) return;
    var records = quotas.admitted(sender, sent);
    var documents = writer.encode(records);
    archive.keep(records);
    synchronized (order) { // the newest time of a source is read and written
      spool.put(documents, heard(records));
    }
    committed.run();
    kept.add(records.size());
  }

  /// As [#keep], for the configurations and listings of hosts.
  void keepSnapshots(List<Evidence> snapshots) throws StoreException {
    var documents = writer.encode(snapshots);
    synchronized (order) {
      spool.put(documents, heard(snapshots));
    }
    committed.run();
    kept.add(snapshots.size());
  }

  private Map<SourceId, Checkpoint> heard(List<? extends Evidence> records) throws StoreException {
    var now = clock.instant();
    var heard = new LinkedHashMap<SourceId, PushCheckpoint>();
    for (var record : records) {
      var source = source(record);
      var before = heard.get(source);
      if (before == null) before = known(source, now);
      heard.put(source, before.and(record.at(), now));
    }
    var checkpoints = new LinkedHashMap<SourceId, Checkpoint>();
    heard.forEach((source, pushed) -> checkpoints.put(source, pushed.checkpoint()));
    return checkpoints;
  }

  private static SourceId source(Evidence evidence) {
    return switch (evidence) {
      case LogRecord record -> record.source();
      case Listing listing -> listing.source();
      case HostConfig config -> config.source();
      case Gap gap -> gap.source();
    };
  }

  private PushCheckpoint known(SourceId source, Instant now) throws StoreException {
    var checkpoint = spool.checkpoint(source);
    return checkpoint.equals(Checkpoint.START)
        ? new PushCheckpoint(now, Instant.EPOCH)
        : PushCheckpoint.of(checkpoint);
  }
}
