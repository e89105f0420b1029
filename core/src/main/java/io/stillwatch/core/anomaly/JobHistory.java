// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.anomaly;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.RunFigures;
import io.stillwatch.core.job.SizeSample;
import java.time.Instant;
import java.util.List;

/// The past of one job as the detector reads it: when it ran, how its log grew, when we were blind.
///
/// `ended` are the figures of those runs of which it is known that they ended, oldest first.
/// `excluded` are stretches that must not become normal: stoppages and maintenance windows.
public record JobHistory(
    Job job,
    List<Instant> runs,
    List<RunFigures> ended,
    List<SizeSample> sizes,
    List<Interval> blind,
    List<Interval> excluded,
    Instant from) {
  public JobHistory {
    runs = List.copyOf(runs);
    ended = List.copyOf(ended);
    sizes = List.copyOf(sizes);
    blind = List.copyOf(blind);
    excluded = List.copyOf(excluded);
  }
}
