// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.lanes;

import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.plan.Occurrence;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One job with the runs that were due in the range of the lanes, and the times in which it was not
/// expected.
public record Lane(JobStatus status, List<JudgedRun> runs, List<Occurrence> planned) {
  public Lane {
    runs = List.copyOf(runs);
    planned = List.copyOf(planned);
  }

  /// The lanes of these jobs, in their order, with the verdicts of the range.
  public static List<Lane> read(
      VerdictStore verdicts, Maintenance maintenance, List<JobStatus> jobs, Interval range)
      throws StoreException {
    var ids = jobs.stream().map(status -> status.job().id()).toList();
    var byJob =
        verdicts.verdicts(ids, range.from(), range.until()).stream()
            .collect(Collectors.groupingBy(JudgedRun::job));
    var lanes = new ArrayList<Lane>(jobs.size());
    for (var status : jobs) {
      var runs = byJob.getOrDefault(status.job().id(), List.of());
      lanes.add(new Lane(status, runs, maintenance.during(status.job(), range)));
    }
    return lanes;
  }

  /// The runs that were due in a part of the range.
  public List<JudgedRun> runs(Interval due) {
    return runs.stream().filter(run -> due.contains(run.due())).toList();
  }

  /// Lanes with a title and a note; an empty title draws none.
  public record Group(String title, String note, List<Lane> lanes) {
    public Group {
      lanes = List.copyOf(lanes);
    }
  }
}
