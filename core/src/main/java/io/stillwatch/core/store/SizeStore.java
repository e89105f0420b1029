// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How logs grew.
public interface SizeStore {
  /// Samples by the id of their job.
  void putSizes(Map<String, List<SizeSample>> samples) throws StoreException;

  /// The samples of one rotation job in a half-open range, by time.
  List<SizeSample> sizes(String job, Instant from, Instant until) throws StoreException;

  /// The same thinned to at most two samples in each interval of so long: the largest, which is
  /// what a rotation closed, and the last one. Intervals begin at multiples of their length since
  /// the epoch.
  List<SizeSample> thinned(String job, Interval range, Duration every) throws StoreException;
}
