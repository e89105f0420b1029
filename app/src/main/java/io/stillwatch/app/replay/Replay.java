// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import io.stillwatch.app.run.Detection;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Feeds recorded evidence to the watch, instant by instant.
///
/// A tick sees what was written up to its instant and nothing younger. A log is complete up to the
/// present while it has later lines, and up to its last line after it: what follows is not known.
public final class Replay {
  private static final Duration TICK = Duration.ofMinutes(5);

  private final InMemoryStores stores;
  private final Detection detection;
  private final Map<Host, Instant> lastLine = new HashMap<>();
  private final Map<Host, Instant> newest = new HashMap<>();

  public Replay(InMemoryStores stores, Detection detection) {
    this.stores = stores;
    this.detection = detection;
  }

  /// `evidence` in the order of time; returns the instant of the last tick.
  public Instant run(List<Evidence> evidence) throws StoreException, InterruptedException {
    if (evidence.isEmpty()) return Instant.EPOCH;
    for (var one : evidence) {
      if (one instanceof LogRecord line) lastLine.put(line.host(), line.at());
    }
    var now = evidence.getFirst().at();
    int told = 0;
    while (told < evidence.size()) {
      int from = told;
      while (told < evidence.size() && !evidence.get(told).at().isAfter(now)) told++;
      var fresh = evidence.subList(from, told);
      stores.evidence().append(fresh);
      for (var one : fresh) if (one instanceof LogRecord line) newest.put(line.host(), line.at());
      completeLogs(now);
      detection.tick(now);
      if (told < evidence.size()) now = next(now, evidence.get(told).at());
    }
    return now;
  }

  /// On the grid of ticks, but no tick is spent on what cannot change: the next evidence may be
  /// far.
  private static Instant next(Instant now, Instant evidence) {
    var tick = now.plus(TICK);
    return evidence.isBefore(tick) ? evidence : tick;
  }

  private void completeLogs(Instant now) throws StoreException {
    var states = new ArrayList<CollectorState>();
    lastLine.forEach((host, last) -> {
      var until = last.isBefore(now) ? last : now;
      var source = new SourceId("replay:" + host.name());
      states.add(
          CollectorState.exclusive(
              new SourceState(source, host, SourceState.Reports.LOG_LINES, until, now, "")
                  .withNewestRecord(newest.getOrDefault(host, Instant.MIN))));
    });
    stores.sources().put(states);
  }
}
