// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Finds what starts logrotate on a host where the configuration does not show it: a command of the
/// log that runs logrotate drives the rotations that have no driver.
///
/// What drives a rotation says when it is due, and explains why it did not happen; that it did not
/// run excuses nothing.
public final class DrivenRotations {
  private static final String LOGROTATE = "logrotate";

  private DrivenRotations() {}

  public static HostState assign(HostState state) {
    var driver = driver(state);
    if (driver.isEmpty()) return state;
    var jobs = new LinkedHashMap<>(state.jobs());
    boolean changed = false;
    for (var job : state.jobs().values()) {
      if (!undriven(job, driver.get())) continue;
      var driven = driven(job, driver.get());
      if (driven.equals(job)) continue;
      jobs.put(job.id(), driven);
      changed = true;
    }
    return changed ? state.with(jobs) : state;
  }

  private static Optional<JobState> driver(HostState state) {
    return state.jobs().values().stream()
        .filter(job -> job.job().kind() == JobKind.SCHEDULED_COMMAND && job.learned())
        .filter(job -> !job.retired() && runsLogrotate(job.job().subject()))
        .findFirst();
  }

  private static boolean runsLogrotate(String command) {
    var first = CommandWords.firstWordName(command);
    return first.equals(LOGROTATE)
        || first.equals(LOGROTATE + ".service")
        || command.contains("/" + LOGROTATE + " ");
  }

  private static boolean undriven(JobState job, JobState driver) {
    var by = job.job().driver();
    return job.job().kind() == JobKind.LOG_ROTATION && (by.isEmpty() || by.equals(driver.id()));
  }

  private static JobState driven(JobState job, JobState driver) {
    var next = job.with(job.job().withDriver(driver.id()));
    var times = driver.job().schedule();
    boolean known = times.period().isPositive() && !times.countsFromLastRun();
    return known && job.job().schedule() instanceof Schedule.Rotation rotation
        ? next.withSchedule(rotation.withOpportunity(times))
        : next;
  }
}
