// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.job.Job;
import io.stillwatch.core.state.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Makes the jobs of a stanza whose pattern matches several logs: one for each log.
final class GlobJobs {
  private GlobJobs() {}

  /// The job of a log, made if it is new.
  static JobState make(HostDraft draft, JobState stanza, String log, Instant at) {
    var id = ShortId.of("glob-", stanza.id(), log);
    var known = draft.job(id);
    if (known.isPresent()) return known.get();
    var jobs = new HashMap<>(draft.configuration.jobs());
    jobs.replaceAll((_, ids) -> ids.contains(stanza.id()) ? with(ids, id) : ids);
    draft.configuration = draft.configuration.withJobs(jobs);
    return draft.found(of(stanza.job(), id, log), at);
  }

  private static List<String> with(List<String> ids, String id) {
    var more = new ArrayList<>(ids);
    more.add(id);
    return List.copyOf(more);
  }

  static Job of(Job stanza, String id, String log) {
    return new Job(
        id,
        stanza.kind(),
        log,
        stanza.host(),
        stanza.schedule(),
        stanza.definition(),
        log,
        stanza.driver());
  }
}
