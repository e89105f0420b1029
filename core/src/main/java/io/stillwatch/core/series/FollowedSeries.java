// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One series as it is followed hour by hour: what was gained in each, how it usually varies, and
/// how it departed from what was expected. Bounded whatever the age of the series; holds bytes as
/// [Amount#compared].
///
/// `closed` are the last hours before the open one, of which the last `pending` were not held
/// against a model yet.
public record FollowedSeries(
    OpenHour open, RecentValues closed, int pending, Moments moments, List<Departures> departures) {
  public static final FollowedSeries NONE =
      new FollowedSeries(OpenHour.NONE, RecentValues.NONE, 0, Moments.NONE, List.of());

  /// What a model sees before and with the hour that is asked about.
  public static final int SEEN = 16;

  /// While there is no model, so many hours wait for one; older ones only teach what is usual.
  private static final int MOST_PENDING = 48;

  /// Hours that make up what is usual: four weeks.
  private static final long REMEMBERED = 672;

  /// Hours after which it is known how the series varies.
  private static final long LEARNT = 96;

  public FollowedSeries {
    departures = List.copyOf(departures);
  }

  /// With what was gained between two measurements.
  public FollowedSeries gained(Instant from, Instant until, double amount, Amount unit) {
    var next = skipped(Math.floorDiv(until.getEpochSecond(), OpenHour.SECONDS));
    var hours = next.open.gained(from, until, amount);
    for (var hour : hours.closed()) next = next.withHour(hour.hour(), unit.compared(hour.total()));
    return next.with(hours.open());
  }

  /// With the next hour, whose value may be unknown (NaN); `compared` as [Amount] does.
  public FollowedSeries withHour(long hour, double compared) {
    var next = pending < MOST_PENDING ? this : learnt();
    return new FollowedSeries(
        OpenHour.of(hour + 1),
        next.closed.with(compared, SEEN - 1 + MOST_PENDING),
        next.pending + 1,
        next.moments,
        departures);
  }

  private FollowedSeries with(OpenHour changed) {
    return new FollowedSeries(changed, closed, pending, moments, departures);
  }

  /// A long time without any measurement leaves no more unknown hours than a model sees.
  private FollowedSeries skipped(long until) {
    if (open.none() || until - open.hour() <= SEEN + MOST_PENDING) return this;
    return new FollowedSeries(OpenHour.of(until - SEEN), RecentValues.NONE, 0, moments, departures);
  }

  /// Whether hours have closed that were not held against a model.
  public boolean waits() {
    return pending > 0;
  }

  /// The oldest pending hour, from the epoch.
  long hour() {
    return open.hour() - pending;
  }

  /// The value of the oldest pending hour.
  double value() {
    return closed.at(closed.size() - pending);
  }

  /// The oldest pending hour and those before it; empty if it is unknown, if most of what a model
  /// would see is, or if it is not known yet how the series varies.
  Optional<SeriesView> view(Amount unit) {
    if (moments.count() < LEARNT || Double.isNaN(value())) return Optional.empty();
    int last = closed.size() - pending;
    var seen = new double[SEEN];
    int known = 0;
    for (int i = 0; i < SEEN; i++) {
      int at = last - SEEN + 1 + i;
      seen[i] = at < 0 ? Double.NaN : closed.at(at);
      if (!Double.isNaN(seen[i])) known++;
    }
    if (2 * known < SEEN) return Optional.empty();
    var start = Instant.ofEpochSecond((hour() - SEEN + 1) * OpenHour.SECONDS);
    var series = TimeSeries.ofMeans(start, Duration.ofSeconds(OpenHour.SECONDS), seen);
    return Optional.of(new SeriesView(series, unit.scale(moments)));
  }

  /// Without the oldest pending hour, which was held against nothing.
  FollowedSeries learnt() {
    return learnt(departures);
  }

  FollowedSeries learnt(List<Departures> changed) {
    var known = Double.isNaN(value()) ? moments : moments.with(value(), REMEMBERED);
    return new FollowedSeries(open, closed, pending - 1, known, changed);
  }
}
