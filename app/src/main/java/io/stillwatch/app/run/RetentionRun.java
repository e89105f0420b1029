// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config.RetentionConfig;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.collector.push.Heartbeats.Signal;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes indices that have passed their retention, once a day at the same time.
///
/// Every run reports itself as a heartbeat, so that a run that fails or does not happen raises an
/// alert like that of any other job. The last success is kept in the spool: a run that was missed
/// while the process was down is made up for at the next start.
final class RetentionRun {
  /// The key of its heartbeats.
  static final String KEY = "stillwatch-retention";

  private static final Logger log = LoggerFactory.getLogger(RetentionRun.class);
  private static final LocalTime RUNS_AT = LocalTime.of(3, 0); // UTC
  private static final Duration RETRY = Duration.ofHours(1);
  private static final SourceId LAST = new SourceId("retention");

  /// Deletes whole indices of a family whose time ended by an instant, and returns their names.
  interface Indices {
    List<String> deleteBefore(String family, Instant keepFrom) throws StoreException;
  }

  private final RetentionConfig retention;
  private final Indices indices;
  private final Spool spool;
  private final Heartbeats heartbeats;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;

  RetentionRun(
      RetentionConfig retention,
      Indices indices,
      Spool spool,
      Heartbeats heartbeats,
      InstantSource clock) {
    this.retention = retention;
    this.indices = indices;
    this.spool = spool;
    this.heartbeats = heartbeats;
    this.clock = clock;
  }

  /// Runs if a run is due.
  void turn() {
    var now = clock.instant();
    if (now.isBefore(notBefore)) return;
    try {
      if (!due(last(), now)) return;
      notBefore = now.plus(RETRY);
      runAt(now);
      notBefore = Instant.MIN;
    } catch (StoreException e) {
      log.atWarn().setCause(e).log("Retention failed; it is repeated in an hour.");
    }
  }

  private Instant last() throws StoreException {
    var checkpoint = spool.checkpoint(LAST);
    return checkpoint.equals(Checkpoint.START) ? Instant.MIN : Instant.parse(checkpoint.value());
  }

  /// Whether no run has succeeded since the latest time of day for it.
  static boolean due(Instant last, Instant now) {
    var today = now.atOffset(ZoneOffset.UTC).with(RUNS_AT).toInstant();
    var latest = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    return last.isBefore(latest);
  }

  private void runAt(Instant now) throws StoreException {
    heartbeats.ping(KEY, new Signal.Start(), "");
    boolean succeeded = false;
    var problem = "it ended with a bug; see the log";
    try {
      var deleted = delete(now);
      succeeded = true;
      heartbeats.ping(KEY, new Signal.Success(), words(deleted));
      spool.commit(LAST, new Checkpoint(now.toString())); // a crash before it repeats the run
    } catch (StoreException e) {
      problem = String.valueOf(e.getMessage());
      throw e;
    } finally {
      if (!succeeded) heartbeats.ping(KEY, new Signal.Failure("deletion failed"), problem);
    }
  }

  private List<String> delete(Instant now) throws StoreException {
    var deleted = new ArrayList<String>();
    for (var family : retention.days().entrySet()) {
      int days = family.getValue();
      if (days == 0) continue;
      deleted.addAll(indices.deleteBefore(family.getKey(), now.minus(Duration.ofDays(days))));
    }
    log.atInfo()
        .addKeyValue("deleted", deleted.size())
        .addKeyValue("indices", String.join(" ", deleted))
        .log("Retention ran.");
    return deleted;
  }

  private static String words(List<String> deleted) {
    return deleted.isEmpty()
        ? "No index has passed its retention."
        : "Deleted: " + String.join(", ", deleted);
  }
}
