// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

/// The best round of one contestant: lines per second from the first byte to the last searchable
/// document, and what the sender used for it.
record IngestRow(String name, double linesPerSecond, double cpuPerMillion, long peakBytes) {
  static IngestRow of(String name, int lines, long nanos, Usage usage) {
    return new IngestRow(
        name, lines / (nanos / 1e9), usage.cpuSeconds() * 1e6 / lines, usage.peakBytes());
  }

  /// Other programs on the machine only ever slow a round down.
  IngestRow better(IngestRow other) {
    return other.linesPerSecond > linesPerSecond ? other : this;
  }
}
