// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

import java.time.Instant;
import java.util.List;

/// What was seen around a job that stopped: lines of its host about the first miss, by time and
/// without secrets, the hosts on which the same job still runs, and when the newest snapshot of its
/// host was taken; [Instant#EPOCH] if none is known.
public record Surroundings(List<SeenLine> lines, List<Peer> peers, Instant snapshotAt) {
  public static final Surroundings NONE = new Surroundings(List.of(), List.of());

  public record SeenLine(Instant at, String text) {}

  /// A host where the job still ran after the first miss, and what differs there, in sentences.
  public record Peer(String host, Instant lastGoodRun, List<String> differences) {
    public Peer {
      differences = List.copyOf(differences);
    }
  }

  public Surroundings {
    lines = List.copyOf(lines);
    peers = List.copyOf(peers);
  }

  /// Of a host of which no snapshot is known.
  public Surroundings(List<SeenLine> lines, List<Peer> peers) {
    this(lines, peers, Instant.EPOCH);
  }
}
