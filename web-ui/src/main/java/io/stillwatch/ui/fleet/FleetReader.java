// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.fleet;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Reads the fleet from the stores.
public final class FleetReader {
  /// Long enough to see the last run of a monthly job.
  private static final Duration FULL_LOOK_BACK = Duration.ofDays(35);

  /// Where so many runs are due in the full look-back, a weekly job must do.
  private static final long MANY_RUNS = 50_000;

  private static final Duration SHORT_LOOK_BACK = Duration.ofDays(8);

  private final JobStore jobs;
  private final AlertStore alerts;

  public FleetReader(JobStore jobs, AlertStore alerts) {
    this.jobs = jobs;
    this.alerts = alerts;
  }

  /// The fleet at `now`, with at least the verdicts of the interval.
  public Fleet read(Interval interval, Instant now) throws StoreException {
    var known = jobs.jobs();
    var open = alerts.unfinished().stream().map(Versioned::value).filter(Alert::open).toList();
    var from = earlier(interval.from(), now.minus(lookBack(known)));
    var until = interval.until().isAfter(now) ? interval.until() : now.plusSeconds(1);
    return Fleet.of(known, jobs.verdicts(from, until), open, now);
  }

  /// The fleet at `now`, with no more verdicts than the states need.
  public Fleet read(Instant now) throws StoreException {
    return read(new Interval(now, now), now);
  }

  private static Duration lookBack(List<Job> jobs) {
    long runs = 0;
    for (var job : jobs) {
      var period = job.schedule().period();
      if (period.isPositive()) runs += FULL_LOOK_BACK.dividedBy(period);
    }
    return runs > MANY_RUNS ? SHORT_LOOK_BACK : FULL_LOOK_BACK;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
