// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule.command;

import io.stillwatch.auditor.host.HostView;
import io.stillwatch.auditor.host.Table;
import java.util.Set;
import java.util.stream.Collectors;

/// The paths of the programs that a table starts.
record UsedPaths(Set<String> paths) {
  UsedPaths {
    paths = Set.copyOf(paths);
  }

  /// Made once for all jobs of the table.
  static UsedPaths in(Table table, HostView host) {
    return host.of(table, UsedPaths.class, _ -> made(table, host));
  }

  private static UsedPaths made(Table table, HostView host) {
    return new UsedPaths(
        host.jobs().stream()
            .filter(job -> job.table().equals(table))
            .flatMap(job -> Programs.of(job, host))
            .map(Programs.Started::path)
            .collect(Collectors.toSet()));
  }
}
