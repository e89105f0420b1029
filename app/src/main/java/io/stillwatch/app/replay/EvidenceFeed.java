// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.replay;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.source.CollectorState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Recorded evidence, tick by tick.
interface EvidenceFeed {
  /// What the tick after the last one sees for the first time; empty after the last tick.
  Optional<Arrivals> next() throws IOException;

  /// What had arrived by the instant of a tick: evidence, how far its sources were complete, and
  /// what people said.
  record Arrivals(
      Instant now,
      List<Evidence> evidence,
      List<CollectorState> sources,
      List<CollectorState> removed,
      List<Label> labels) {
    public Arrivals {
      evidence = List.copyOf(evidence);
      sources = List.copyOf(sources);
      removed = List.copyOf(removed);
      labels = List.copyOf(labels);
    }
  }
}
