// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.fold.DeclaredPings;
import java.util.List;
import java.util.Optional;

/// The jobs that ping, by their keys.
record PingedJobs(JobStatusStore statuses) {
  Optional<JobStatus> find(String key) throws StoreException {
    return statuses.find(List.of(DeclaredPings.id(key))).stream()
        .filter(status -> status.job().subject().equals(key))
        .findFirst();
  }
}
