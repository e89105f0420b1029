// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Run;
import io.stillwatch.core.state.CommandLog.OpenRun;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.state.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Marks the runs that started and did not end within their maximum runtime.
///
/// 1. Where ends are reported, three times the longest run before it and ten minutes.
/// 2. A job that pings its start must ping its end within a period.
/// 3. Else ends are not reported, and no run is overdue.
public final class OverdueRuns {
  private OverdueRuns() {}

  /// `complete` is up to when ends have been reported.
  public static Folded mark(HostState state, Instant complete) {
    var draft = new HostDraft(state);
    var overdue = new ArrayList<OpenRun>();
    for (var run : state.commands().open()) {
      var job = draft.job(run.job());
      if (job.isEmpty()) continue;
      var most = run.most().or(() -> period(state.host(), job.get()));
      if (most.isEmpty() || run.startedAt().plus(most.get()).isAfter(complete)) continue;
      var judgements = job.get().judgements();
      var lengths = judgements.lengths().withUnusual(run.startedAt(), most.get());
      draft.put(job.get().with(judgements.withLengths(lengths)));
      draft.ran(run.job(), run.startedAt(), Run.Outcome.OVERRUN, "did not end in time", run.job());
      overdue.add(run);
    }
    if (!overdue.isEmpty()) draft.commands.close(overdue);
    return draft.freeze();
  }

  private static Optional<Duration> period(Host host, JobState job) {
    if (!host.equals(Host.HEARTBEATS)) return Optional.empty();
    return Optional.of(job.job().schedule().period()).filter(Duration::isPositive);
  }
}
