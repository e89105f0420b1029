// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.source.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The logs and snapshots of evidence folders, as if each had been collected when it was written.
///
/// A log is complete up to the present while it has later lines, and up to its last line after it:
/// what follows is not known.
final class RecordedFeed implements EvidenceFeed {
  private static final Duration TICK = Duration.ofMinutes(5);

  private final List<Evidence> evidence;
  private final Map<Host, Instant> lastLine = new HashMap<>();
  private final Map<Host, Instant> newest = new HashMap<>();
  private Instant now = Instant.EPOCH;
  private int read;

  /// `evidence` in the order of time.
  RecordedFeed(List<Evidence> evidence) {
    this.evidence = evidence;
    for (var one : evidence) {
      if (one instanceof LogRecord line) lastLine.put(line.host(), line.at());
    }
  }

  @Override
  public Optional<Arrivals> next() {
    if (read == evidence.size()) return Optional.empty();
    var written = evidence.get(read).at();
    now = read == 0 ? written : next(now, written);
    int from = read;
    while (read < evidence.size() && !evidence.get(read).at().isAfter(now)) read++;
    var fresh = evidence.subList(from, read);
    for (var one : fresh) if (one instanceof LogRecord line) newest.put(line.host(), line.at());
    return Optional.of(new Arrivals(now, fresh, sources(), List.of(), List.of()));
  }

  /// On the grid of ticks, but no tick is spent on what cannot change: the next evidence may be
  /// far.
  private static Instant next(Instant now, Instant evidence) {
    var tick = now.plus(TICK);
    return Instants.earlier(evidence, tick);
  }

  private List<CollectorState> sources() {
    var states = new ArrayList<CollectorState>();
    lastLine.forEach((host, last) -> {
      var until = Instants.earlier(last, now);
      var source = new SourceId("replay:" + host.name());
      states.add(
          CollectorState.exclusive(
              new SourceState(source, host, SourceState.Reports.LOG_LINES, until, now, "")
                  .withNewestRecord(newest.getOrDefault(host, Instant.MIN))));
    });
    return states;
  }
}
