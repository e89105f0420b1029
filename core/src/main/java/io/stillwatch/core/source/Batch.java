// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import io.stillwatch.core.evidence.Evidence;
import java.time.Instant;
import java.util.List;

/// What one poll brought: evidence, and the checkpoint that follows it.
///
/// `completeUntil` is the event time up to which the source has told everything once this batch is
/// stored; [Instant#MIN] where the batch does not move it.
public record Batch(
    List<Evidence> evidence, Checkpoint next, boolean caughtUp, Instant completeUntil) {
  public Batch {
    evidence = List.copyOf(evidence);
  }
}
