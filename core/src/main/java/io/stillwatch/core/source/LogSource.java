// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.source;

import io.stillwatch.core.evidence.SourceId;
import java.util.List;

/// Where evidence comes from: an RDS instance, a log file, the snapshots of a host.
///
/// The contract, checked by `LogSourceContract` against every implementation: a poll never skips
/// evidence, may repeat it (with the same ids), and remembers nothing. The caller commits
/// [Batch#next] only after the batch is safe, so a crash repeats and never loses.
public interface LogSource {
  SourceId id();

  /// Whether what this source has read can be read again later.
  Delivery delivery();

  Batch poll(Checkpoint from) throws SourceException, InterruptedException;

  /// What a person should mend although the source is read without it, as of the last poll.
  default List<SourceException.Permanent> shortcomings() {
    return List.of();
  }

  /// The two ways in of the design: DIRECT sources can be read again, SPOOLED ones forget.
  enum Delivery {
    DIRECT,
    SPOOLED
  }
}
