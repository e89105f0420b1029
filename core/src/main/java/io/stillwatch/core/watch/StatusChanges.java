// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which status documents say something new: an unchanged one is not written again.
///
/// Remembers a hash of each; after a restart each document is written once.
final class StatusChanges {
  private final JobStatusStore store;
  private final Map<String, Integer> written = new HashMap<>();

  StatusChanges(JobStatusStore store) {
    this.store = store;
  }

  /// Removes the documents of forgotten jobs, and writes those that say something new.
  void store(Collection<String> forgotten, Collection<JobStatus> statuses) throws StoreException {
    if (!forgotten.isEmpty()) store.remove(forgotten);
    written.keySet().removeAll(forgotten);
    var changed = changed(statuses);
    if (!changed.isEmpty()) store.put(changed);
    changed.forEach(status -> written.put(status.job().id(), status.hashCode()));
  }

  private List<JobStatus> changed(Collection<JobStatus> statuses) {
    var latest = new HashMap<String, JobStatus>();
    statuses.forEach(status -> latest.put(status.job().id(), status));
    var changed = new ArrayList<JobStatus>();
    latest.forEach((id, status) -> {
      var known = written.get(id);
      if (known == null || known != status.hashCode()) changed.add(status);
    });
    return changed;
  }
}
