// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What became of a host as evidence was folded into its state.
///
/// `lateRuns` are runs about due times that were judged before, by job; `removed` are jobs that
/// turned out to be another one; `forgotten` are the ids of jobs that are not known any more;
/// `full` says that a command became no job, because the host has as many as it may have.
public record Folded(
    HostState state,
    List<Run> runs,
    Map<String, List<SizeSample>> sizes,
    Map<String, List<Instant>> lateRuns,
    List<JobState> removed,
    List<String> forgotten,
    boolean full) {
  public Folded {
    runs = List.copyOf(runs);
    sizes = Map.copyOf(sizes);
    lateRuns = Map.copyOf(lateRuns);
    removed = List.copyOf(removed);
    forgotten = List.copyOf(forgotten);
  }
}
