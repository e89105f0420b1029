// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.job.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What happens around the runs of a series.
///
/// While the host is `off` it writes nothing, and it reports its boot afterwards. During an
/// `outage` its source cannot be read, and its evidence arrives at the end. Evidence written during
/// `lag` arrives later by `lagBy`. During `clockAhead` its clock is ahead by `aheadBy`. At
/// `changed` a new crontab is read, in which the line of the job is the `newRule`, or gone if that
/// is not given.
record Surroundings(
    List<Interval> off, List<Interval> outage, Shift lag, Shift clockAhead, CrontabChange crontab) {
  /// By how much times differ within a span.
  record Shift(Interval during, Duration by) {
    static final Shift NONE = new Shift(new Interval(Instant.MIN, Instant.MIN), Duration.ZERO);

    boolean covers(Instant at) {
      return during.contains(at);
    }
  }

  /// A line of the crontab is changed, or removed if there is no rule.
  record CrontabChange(Instant at, List<DueRule> rule) {
    static final CrontabChange NONE = new CrontabChange(Instant.MAX, List.of());
  }

  static final Surroundings NONE =
      new Surroundings(List.of(), List.of(), Shift.NONE, Shift.NONE, CrontabChange.NONE);

  Surroundings withOff(List<Interval> spans) {
    return new Surroundings(spans, outage, lag, clockAhead, crontab);
  }

  Surroundings withOutage(List<Interval> spans) {
    return new Surroundings(off, spans, lag, clockAhead, crontab);
  }

  Surroundings withLag(Shift shift) {
    return new Surroundings(off, outage, shift, clockAhead, crontab);
  }

  Surroundings withClockAhead(Shift shift) {
    return new Surroundings(off, outage, lag, shift, crontab);
  }

  Surroundings withCrontab(CrontabChange change) {
    return new Surroundings(off, outage, lag, clockAhead, change);
  }

  boolean isOff(Instant at) {
    return covers(off, at);
  }

  /// When evidence that was written at an instant, by the true time, can be read.
  Instant arrival(Instant at) {
    if (lag.covers(at)) return at.plus(lag.by());
    for (var span : outage) if (span.contains(at)) return span.until();
    return at;
  }

  /// Up to when all that was written has been read.
  Instant completeUntil(Instant now) {
    for (var span : outage) if (span.contains(now)) return span.from();
    return lag.covers(now) ? now.minus(lag.by()) : now;
  }

  /// What the clock of the host shows.
  Instant stamp(Instant at) {
    return clockAhead.covers(at) ? at.plus(clockAhead.by()) : at;
  }

  private static boolean covers(List<Interval> spans, Instant at) {
    return spans.stream().anyMatch(span -> span.contains(at));
  }
}
