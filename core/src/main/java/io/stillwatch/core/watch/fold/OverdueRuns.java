// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.state.HostState;
import java.time.Instant;
import java.util.ArrayList;

/// Marks the runs that started and did not end within their maximum runtime.
public final class OverdueRuns {
  private OverdueRuns() {}

  /// `complete` is up to when ends have been reported.
  public static Folded mark(HostState state, Instant complete) {
    var draft = new HostDraft(state);
    var overdue = new ArrayList<OpenRun>();
    for (var run : state.commands().open()) {
      var job = draft.job(run.job());
      boolean over = run.mustEndBy().filter(end -> !end.isAfter(complete)).isPresent();
      if (!over) continue;
      overdue.add(run);
      if (job.isEmpty()) continue;
      var lengths = job.get().judgements().lengths();
      draft.put(job.get().with(lengths.withUnusual(run.startedAt(), run.most().orElseThrow())));
      draft.ran(run.job(), run.startedAt(), Run.Outcome.OVERRUN, "did not end in time", run.job());
    }
    if (!overdue.isEmpty()) draft.commands.close(overdue);
    return draft.freeze();
  }
}
