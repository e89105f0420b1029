// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.job.Run;
import io.stillwatch.core.job.RunFigures;
import java.time.Instant;
import java.util.List;

/// The runs that were seen.
public interface RunStore {
  /// A run that is put again replaces itself.
  void putRuns(List<Run> runs) throws StoreException;

  /// The runs of one job in a half-open range, by time.
  List<Run> runs(String job, Instant from, Instant until) throws StoreException;

  /// The figures of the first runs of one job in a half-open range, by time, at most so many; times
  /// to the millisecond.
  List<RunFigures> firstFigures(String job, Instant from, Instant until, int most)
      throws StoreException;
}
