// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import io.stillwatch.core.job.Instants;
import java.time.Duration;
import java.time.Instant;

/// The time of the evidence: it begins in the past and passes faster than the wall clock, as when a
/// shipper sends what it kept. It never overtakes the wall clock.
final class EvidenceClock {
  private final Instant start;
  private final int speed;
  private final long startedNanos = System.nanoTime();

  EvidenceClock(Duration lead, int speed) {
    this.start = Instant.now().minus(lead);
    this.speed = speed;
  }

  Instant now() {
    var passed = Duration.ofNanos(System.nanoTime() - startedNanos).multipliedBy(speed);
    var wall = Instant.now();
    var evidence = start.plus(passed);
    return Instants.earlier(evidence, wall);
  }
}
