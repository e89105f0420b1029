// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.SourceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The evidence of a series in the order in which it arrives, made when it is asked for.
final class SeriesFeed {
  private final Series series;
  private final SourceId source;
  private final SeriesLines lines;
  private final SeriesListings listings;
  private final PriorityQueue<Arrival> underway =
      new PriorityQueue<>(
          Comparator.comparing(Arrival::at)
              .thenComparing(arrival -> arrival.evidence().at())
              .thenComparing(arrival -> arrival.evidence().id()));
  private Instant made;

  SeriesFeed(Series series) {
    this.series = series;
    this.source = new SourceId("bench:" + series.spec().name());
    this.lines = new SeriesLines(series, source);
    this.listings = new SeriesListings(series, source);
    this.made = series.life().from();
  }

  private record Arrival(Instant at, Evidence evidence) {}

  /// What arrived since the last call, up to `now`.
  List<Evidence> arrived(Instant now) {
    if (now.isAfter(made)) make(now);
    var arrived = new ArrayList<Evidence>();
    while (!underway.isEmpty() && !underway.peek().at().isAfter(now))
      arrived.add(underway.remove().evidence());
    return arrived;
  }

  private void make(Instant until) {
    var fresh = new ArrayList<Evidence>();
    if (series.spec().configured()) configurations(fresh, until);
    lines.addTo(fresh, made, until);
    listings.addTo(fresh, made, until);
    var around = series.timeline().surroundings();
    for (var one : fresh) {
      var written = one.at();
      boolean ahead = around.clockAhead().covers(written.minus(around.clockAhead().by()));
      if (ahead) written = written.minus(around.clockAhead().by());
      underway.add(new Arrival(around.arrival(written), one));
    }
    made = until;
  }

  private void configurations(List<Evidence> fresh, Instant until) {
    if (made.equals(series.life().from()))
      fresh.add(SeriesConfig.at(series, source, made, List.of(series.rule())));
    var change = series.timeline().surroundings().crontab();
    if (!change.at().isBefore(made) && change.at().isBefore(until))
      fresh.add(SeriesConfig.at(series, source, change.at(), change.rule()));
  }

  /// How the source is doing; the log of a host that is on always has a line of late.
  SourceState state(Instant now) {
    var around = series.timeline().surroundings();
    var complete = around.completeUntil(now);
    var newest = around.stamp(complete);
    for (var off : around.off())
      if (off.contains(complete) || off.until().equals(complete)) newest = off.from();
    boolean blind = around.outage().stream().anyMatch(span -> span.contains(now));
    return new SourceState(
            source, series.spec().host(), reports(), complete, now, blind ? "timed out" : "")
        .withNewestRecord(newest);
  }

  boolean begun(Instant now) {
    return !now.isBefore(series.life().from());
  }

  private SourceState.Reports reports() {
    return switch (series.spec().kind()) {
      case COMMAND, REPORTED -> SourceState.Reports.LOG_LINES;
      case ROTATION -> SourceState.Reports.LISTINGS_AND_LINES;
      case FAMILY -> SourceState.Reports.LISTINGS;
    };
  }
}
