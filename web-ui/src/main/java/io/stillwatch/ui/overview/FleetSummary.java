// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.StoreException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How many jobs are in each state, and the worst one of each state that needs attention.
record FleetSummary(Map<JobHealth, Long> counts, Map<JobHealth, JobStatus> worst) {
  FleetSummary {
    counts = Map.copyOf(counts);
    worst = Map.copyOf(worst);
  }

  /// Reads one document a state, whatever the number of jobs.
  static FleetSummary read(JobStatusStore statuses) throws StoreException {
    var counts = statuses.counts(JobFilter.ALL);
    var worst = new EnumMap<JobHealth, JobStatus>(JobHealth.class);
    for (var health : JobHealth.values()) {
      if (!needsAttention(health) || counts.getOrDefault(health, 0L) == 0) continue;
      var page = statuses.page(new JobFilter(Optional.of(health), "", ""), Page.START, 1);
      page.jobs().stream().findFirst().ifPresent(status -> worst.put(health, status));
    }
    return new FleetSummary(counts, worst);
  }

  /// Whether a job in this state is named on the first page.
  static boolean needsAttention(JobHealth health) {
    return health.compareTo(JobHealth.LATE) <= 0;
  }

  long count(JobHealth health) {
    return counts.getOrDefault(health, 0L);
  }

  boolean empty() {
    return counts.values().stream().allMatch(count -> count == 0);
  }

  /// Those that something is expected of.
  long watched() {
    return counts.values().stream().mapToLong(Long::longValue).sum() - count(JobHealth.INACTIVE);
  }

  Optional<JobStatus> worst(JobHealth health) {
    return Optional.ofNullable(worst.get(health));
  }
}
