// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import io.stillwatch.core.evidence.Evidence;
import java.time.Instant;
import java.util.List;

/// What one poll brought: evidence, and the checkpoint that follows it.
///
/// `completeUntil` is the event time up to which the source has told everything once this batch is
/// stored; [Instant#MIN] where the batch does not move it. `newestPushed` is the event time of the
/// newest record that reached the store without this batch, for sources that others push to.
public record Batch(
    List<Evidence> evidence,
    Checkpoint next,
    boolean caughtUp,
    Instant completeUntil,
    Instant newestPushed) {
  /// Of a source that brings all its evidence in batches.
  public Batch(List<Evidence> evidence, Checkpoint next, boolean caughtUp, Instant completeUntil) {
    this(evidence, next, caughtUp, completeUntil, Instant.MIN);
  }

  public Batch {
    evidence = List.copyOf(evidence);
  }
}
