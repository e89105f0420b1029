// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is known yet of an hour that is not over: `hour` counts from the epoch, in UTC; `gained` is
/// what was gained in the `seconds` of it that were seen.
public record OpenHour(long hour, double gained, long seconds) {
  /// Before anything was measured.
  public static final OpenHour NONE = new OpenHour(Long.MIN_VALUE, 0, 0);

  static final long SECONDS = 3_600;

  /// An hour counts if three quarters of it were seen.
  private static final long LEAST_SEEN = SECONDS * 3 / 4;

  /// Listings of every two hours, and half an hour late, are still followed.
  private static final Duration BLIND = Duration.ofMinutes(150);

  static OpenHour of(long hour) {
    return new OpenHour(hour, 0, 0);
  }

  boolean none() {
    return hour == NONE.hour;
  }

  /// An hour that is over; NaN if too little of it was seen.
  public record ClosedHour(long hour, double total) {
    public Instant start() {
      return Instant.ofEpochSecond(hour * SECONDS);
    }
  }

  /// The hours that are over, and the one that is not.
  public record Hours(List<ClosedHour> closed, OpenHour open) {
    public Hours {
      closed = List.copyOf(closed);
    }
  }

  /// With what was gained between two measurements, spread evenly over the time between them. An
  /// hour is over with the first measurement after its end. Measurements too far apart say nothing
  /// of the time between them.
  public Hours gained(Instant from, Instant until, double amount) {
    long start = from.getEpochSecond();
    long end = until.getEpochSecond();
    var hour = none() ? of(Math.floorDiv(start, SECONDS)) : this;
    var closed = new ArrayList<ClosedHour>();
    if (end <= start || end < hour.start()) return new Hours(closed, this);
    boolean blind = end - start > BLIND.toSeconds();
    while (true) {
      long seen = Math.min(end, hour.end()) - Math.max(start, hour.start());
      if (!blind && seen > 0) hour = hour.with(amount * seen / (end - start), seen);
      if (end < hour.end()) return new Hours(closed, hour);
      closed.add(new ClosedHour(hour.hour, hour.total()));
      hour = of(hour.hour + 1);
    }
  }

  private OpenHour with(double more, long moreSeconds) {
    return new OpenHour(hour, gained + more, seconds + moreSeconds);
  }

  private long start() {
    return hour * SECONDS;
  }

  private long end() {
    return start() + SECONDS;
  }

  private double total() {
    return seconds < LEAST_SEEN ? Double.NaN : gained * SECONDS / seconds;
  }
}
