// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.training;

import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Instants;
import io.stillwatch.core.state.HostSigns;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;

/// A job to learn from, and when its host was seen.
record Sampled(JobState job, HostSigns signs) {
  private static final Duration LONGEST_HISTORY = Duration.ofDays(365);

  /// How often it runs: by its schedule, and less often where it pauses at nights or weekends.
  Duration turn() {
    var period = job.job().schedule().period();
    var runs = job.runs();
    var span = Duration.between(runs.at(0), runs.at(runs.size() - 1));
    var usual = span.dividedBy(Math.max(1, runs.size() - 1));
    return Durations.longer(period, usual);
  }

  /// Since when its runs say something about it: by its present configuration, of the last year.
  Instant from(Instant now) {
    var from = now.minus(LONGEST_HISTORY);
    var since = job.lifecycle().scheduledSince();
    if (since.isAfter(from)) from = since;
    var first = job.runs().at(0);
    boolean all = job.runs().total() == job.runs().size();
    var earliest = all ? first : Instants.earlier(first, job.lifecycle().since());
    return Instants.later(earliest, from);
  }
}
