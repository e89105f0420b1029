// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.stoppage.HostSilence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What cannot be judged while a source is blind, and what became of it once it sees again.
final class HiddenJobs {
  private static final int MOST_JOBS = 1000;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Outcomes outcomes;

  HiddenJobs(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /// `14 jobs unknown since then`; nothing for a host without jobs.
  List<String> behind(SourceState state) throws StoreException {
    long jobs =
        outcomes.statuses().counts(of(state.host())).entrySet().stream()
            .filter(count -> count.getKey() != JobHealth.INACTIVE)
            .mapToLong(count -> count.getValue())
            .sum();
    return jobs == 0 ? List.of() : List.of(HostSilence.unknown(jobs));
  }

  /// What the verdicts say of the runs that fell due meanwhile: `found afterwards: 2 late, 1
  /// missed`.
  String found(Stoppage blind, Instant until) throws StoreException {
    var jobs =
        outcomes.statuses().page(of(blind.job().host()), Page.START, MOST_JOBS).jobs().stream()
            .map(status -> status.job().id())
            .toList();
    if (jobs.isEmpty()) return "";
    var length = Durations.shorter(Duration.between(blind.firstMissed(), until), LONGEST);
    var counts = outcomes.verdicts().counts(jobs, until.minus(length), until);
    if (counts.isEmpty()) return "found afterwards: nothing was due meanwhile";
    var words = new ArrayList<String>();
    counts.entrySet().stream()
        .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
        .forEach(count -> words.add(count.getValue() + " " + count.getKey()));
    return "found afterwards: " + String.join(", ", words);
  }

  private static JobFilter of(Host host) {
    return new JobFilter(Optional.empty(), host.name(), "");
  }
}
