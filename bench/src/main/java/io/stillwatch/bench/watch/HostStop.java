// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import java.time.Instant;

/// From `at` on no job of a host runs any more, but for its first `surviving` ones.
record HostStop(Instant at, int surviving) {
  boolean covers(FleetJob job, Instant due) {
    return job.index() >= surviving && !due.isBefore(at);
  }
}
