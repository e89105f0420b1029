// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.watch;

import java.time.Instant;

/// What a synthetic fleet consists of; equal plans have equal evidence.
record FleetPlan(long seed, int hosts, int jobsPerHost, Instant start, FaultRates faults) {
  /// A server with configuration has a command, a line that starts logrotate, and two logs.
  private static final int LEAST_JOBS = 4;

  FleetPlan {
    if (hosts < 1) throw new IllegalArgumentException("hosts: " + hosts);
    if (jobsPerHost < LEAST_JOBS || jobsPerHost > CommandNames.MOST)
      throw new IllegalArgumentException("jobsPerHost: " + jobsPerHost);
  }
}
