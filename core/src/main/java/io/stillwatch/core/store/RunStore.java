// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.job.Run;
import java.time.Instant;
import java.util.List;

/// The runs that were seen.
public interface RunStore {
  /// A run that is put again replaces itself.
  void putRuns(List<Run> runs) throws StoreException;

  /// The runs of one job in a half-open range, by time.
  List<Run> runs(String job, Instant from, Instant until) throws StoreException;

  /// When the first runs of one job in a half-open range were, to the millisecond, at most so many.
  List<Instant> firstTimes(String job, Instant from, Instant until, int most) throws StoreException;
}
