// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.lanes;

import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.ui.fleet.JobStatus;
import java.util.List;

/// One job with the runs that were due in the range of the lanes.
public record Lane(JobStatus status, List<JudgedRun> runs) {
  public Lane {
    runs = List.copyOf(runs);
  }

  /// Lanes with a title and a note; an empty title draws none.
  public record Group(String title, String note, List<Lane> lanes) {
    public Group {
      lanes = List.copyOf(lanes);
    }
  }
}
