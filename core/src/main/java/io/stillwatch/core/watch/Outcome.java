// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.watch.fold.Audited;
import io.stillwatch.core.watch.fold.EvidenceFold;
import java.util.List;
import java.util.Map;

/// What one look makes of one host, the ids of jobs that it forgot, and the evidence that is not
/// part of it. Nothing of it counts before it is committed.
record Outcome(
    HostState next,
    List<Run> runs,
    Map<String, List<SizeSample>> sizes,
    List<JudgedRun> verdicts,
    List<Audited> audits,
    List<JobStatus> statuses,
    List<String> forgotten,
    EvidenceFold.Left left) {
  /// Whether the same evidence must be read again, because some of it waits.
  boolean unfinished() {
    return !left.later().isEmpty();
  }

  Outcome with(HostState changed) {
    return new Outcome(changed, runs, sizes, verdicts, audits, statuses, forgotten, left);
  }

  /// Of a host that is folded again up to a cursor: findings are of today, so they are left out.
  Outcome refoldedTo(String cursor) {
    var refolded = next.with(next.position().refoldedTo(cursor));
    return new Outcome(refolded, runs, sizes, verdicts, List.of(), statuses, forgotten, left);
  }
}
