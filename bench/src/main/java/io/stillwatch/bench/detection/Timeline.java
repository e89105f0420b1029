// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// All that happens on the host of a series: the runs of its job, in the order of their due times,
/// those of another job of the host, and what is around them. `jobs` commands share the same runs.
record Timeline(
    List<PlannedRun> runs, List<PlannedRun> companion, int jobs, Surroundings surroundings) {
  Timeline {
    runs = List.copyOf(runs);
    companion = List.copyOf(companion);
  }

  Timeline withRuns(List<PlannedRun> other) {
    return new Timeline(other, companion, jobs, surroundings);
  }

  Timeline with(Surroundings other) {
    return new Timeline(runs, companion, jobs, other);
  }

  Timeline withJobs(int number) {
    return new Timeline(runs, companion, number, surroundings);
  }

  /// Without the runs of the job that match.
  Timeline without(Predicate<PlannedRun> gone) {
    return withRuns(runs.stream().filter(gone.negate()).toList());
  }

  /// Without the runs of both jobs that match.
  Timeline withoutAny(Predicate<PlannedRun> gone) {
    var rest = companion.stream().filter(gone.negate()).toList();
    return new Timeline(runs, rest, jobs, surroundings).without(gone);
  }

  Timeline changed(Predicate<PlannedRun> which, UnaryOperator<PlannedRun> change) {
    return withRuns(runs.stream().map(run -> which.test(run) ? change.apply(run) : run).toList());
  }
}
