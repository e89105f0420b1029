// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.store.SizeStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.lanes.Lanes.Growth;
import io.stillwatch.ui.time.Sizes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads how logs grew, with no more points than a small chart can show.
final class GrowthReader {
  private final SizeStore sizes;

  GrowthReader(SizeStore sizes) {
    this.sizes = sizes;
  }

  Optional<Growth> read(String job, Interval range, boolean alarm, int points)
      throws StoreException {
    var samples = sizes.sizes(job, range.from(), range.until());
    if (samples.isEmpty()) return Optional.empty();
    var size = Sizes.words(samples.getLast().activeBytes());
    return Optional.of(new Growth(thinned(samples, points), size, alarm));
  }

  /// Keeps the largest sample of each stretch and the last of all: peaks are what matters.
  static List<SizeSample> thinned(List<SizeSample> samples, int points) {
    if (samples.size() <= points) return samples;
    var kept = new ArrayList<SizeSample>();
    int step = Math.ceilDiv(samples.size(), points);
    for (int from = 0; from < samples.size(); from += step) {
      var stretch = samples.subList(from, Math.min(samples.size(), from + step));
      kept.add(
          stretch.stream().max(Comparator.comparingLong(SizeSample::activeBytes)).orElseThrow());
    }
    if (!kept.getLast().equals(samples.getLast())) kept.add(samples.getLast());
    return kept;
  }
}
