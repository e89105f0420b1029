// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.fleet.JobStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which status documents say something new: an unchanged one is not written again.
///
/// Remembers a hash of each; after a restart each document is written once.
final class StatusChanges {
  private final Map<String, Integer> written = new HashMap<>();

  List<JobStatus> changed(Collection<JobStatus> statuses) {
    var latest = new HashMap<String, JobStatus>();
    statuses.forEach(status -> latest.put(status.job().id(), status));
    var changed = new ArrayList<JobStatus>();
    latest.forEach((id, status) -> {
      var known = written.get(id);
      if (known == null || known != status.hashCode()) changed.add(status);
    });
    return changed;
  }

  void stored(Collection<JobStatus> statuses) {
    statuses.forEach(status -> written.put(status.job().id(), status.hashCode()));
  }
}
