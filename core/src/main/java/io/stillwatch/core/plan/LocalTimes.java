// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import io.stillwatch.core.job.Interval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/// Turns a stretch of local time into instants. Pure.
///
/// The stretch holds every instant at which a clock in the zone shows a time within it: where
/// clocks are set back, both passes of an hour that it begins or ends in; where they are set
/// forward, no time that is skipped.
final class LocalTimes {
  private LocalTimes() {}

  /// Empty if all of it is skipped.
  static Optional<Interval> interval(LocalDateTime from, LocalDateTime until, ZoneId zone) {
    var start = instant(from, zone, true);
    var end = instant(until, zone, false);
    return start.isBefore(end) ? Optional.of(new Interval(start, end)) : Optional.empty();
  }

  private static Instant instant(LocalDateTime at, ZoneId zone, boolean first) {
    ZoneOffsetTransition change = zone.getRules().getTransition(at);
    if (change == null) return at.atZone(zone).toInstant();
    if (change.isGap()) return change.getInstant();
    return at.toInstant(first ? change.getOffsetBefore() : change.getOffsetAfter());
  }
}
