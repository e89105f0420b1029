// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Platform;
import java.nio.file.Path;
import java.util.List;

/// What evidence folders held: evidence by time, the hosts that it is about, and the files that
/// nobody read.
public record Recording(List<Evidence> evidence, List<RecordedHost> hosts, List<Path> ignored) {
  public Recording {
    evidence = List.copyOf(evidence);
    hosts = List.copyOf(hosts);
    ignored = List.copyOf(ignored);
  }

  /// A host with the platform that the folder told or that its lines gave away.
  public record RecordedHost(Host host, Platform platform) {}
}
