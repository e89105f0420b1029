// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.fold;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import java.time.Instant;
import java.util.List;

/// The findings of one audit, under the ids of the jobs that the watch knows.
public record Audited(Host host, List<Finding> findings, Instant at) {
  public Audited {
    findings = List.copyOf(findings);
  }
}
