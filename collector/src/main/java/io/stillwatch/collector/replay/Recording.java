// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Platform;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

  /// The zone in which a host is judged; UTC for one that the folders say nothing of.
  public ZoneId zoneOf(Host host) {
    return hosts.stream()
        .filter(recorded -> recorded.host().equals(host))
        .findFirst()
        .map(recorded -> recorded.platform().zone())
        .orElse(ZoneOffset.UTC);
  }

  /// A host with the platform that the folder told or that its lines gave away.
  public record RecordedHost(Host host, Platform platform) {}
}
