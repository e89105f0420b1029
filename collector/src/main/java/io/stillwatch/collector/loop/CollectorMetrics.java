// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import java.time.Instant;
import java.util.List;

/// The counters of a collector since it was made, how each source is doing, and why nothing can be
/// stored if that is so.
public record CollectorMetrics(
    long read,
    long stored,
    long duplicates,
    long rejected,
    long gaps,
    Waiting waiting,
    List<OfSource> sources,
    String unstored) {
  public CollectorMetrics {
    sources = List.copyOf(sources);
  }

  /// What lies in the spool.
  public record Waiting(long rows, long deadLetters) {}

  /// `problem` is empty after a good poll; `polledAt` is [Instant#MIN] before the first one.
  public record OfSource(String source, long read, Instant polledAt, String problem) {}
}
