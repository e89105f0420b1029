// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.JobStatusStore.Page;
import io.stillwatch.core.store.StoreException;
import java.util.Optional;

/// The jobs that ping, by their keys.
record PingedJobs(JobStatusStore statuses) {
  private static final int ASKED = 50;

  Optional<JobStatus> find(String key) throws StoreException {
    if (key.isEmpty()) return Optional.empty();
    var filter = new JobFilter(Optional.empty(), Host.HEARTBEATS.name(), key);
    var after = Page.START;
    do { // of keys that contain it
      var page = statuses.page(filter, after, ASKED);
      for (var status : page.jobs())
        if (status.job().subject().equals(key)) return Optional.of(status);
      after = page.next();
    } while (!after.isEmpty());
    return Optional.empty();
  }
}
