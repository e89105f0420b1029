// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Platform;
import java.nio.file.Path;
import java.util.List;

/// What evidence folders held: evidence by time, the hosts that it is about, the files that nobody
/// read, and the logs whose year was guessed.
public record Recording(
    List<Evidence> evidence, List<RecordedHost> hosts, List<Path> ignored, List<Path> guessed) {
  public Recording {
    evidence = List.copyOf(evidence);
    hosts = List.copyOf(hosts);
    ignored = List.copyOf(ignored);
    guessed = List.copyOf(guessed);
  }

  /// A host with the platform that the folder told or that its lines gave away.
  public record RecordedHost(Host host, Platform platform) {}
}
