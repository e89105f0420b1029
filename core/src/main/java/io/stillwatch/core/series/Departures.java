// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.util.ArrayList;
import java.util.List;

/// How a series departed so far from what was expected of it, as far as [StreamRule] needs it;
/// bounded whatever the age of the series.
///
/// `usual` is the mean departure, of `known` buckets. `recent` are the last departures from that,
/// in standard deviations of the series; `means` how large the means of recent ones were, in the
/// order of the rule. `peaks` are those that no later one exceeds.
public record Departures(
    double usual, long known, RecentValues recent, List<Moments> means, List<Peak> peaks) {
  public static final Departures NONE =
      new Departures(0, 0, RecentValues.NONE, List.of(), List.of());

  /// By how much a bucket exceeded its threshold, or a part of it.
  public record Peak(long bucket, double excess) {}

  public Departures {
    means = List.copyOf(means);
    peaks = List.copyOf(peaks);
  }

  /// The greatest excess from a bucket on; 0 if there was none.
  double greatestSince(long bucket) {
    for (var peak : peaks) if (peak.bucket() >= bucket) return peak.excess();
    return 0;
  }

  /// With the excess of a later bucket, without what is before `since` or exceeded by it.
  List<Peak> peaksWith(Peak newest, long since) {
    var kept = new ArrayList<Peak>();
    for (var peak : peaks) {
      if (peak.bucket() >= since && peak.excess() > newest.excess()) kept.add(peak);
    }
    if (newest.excess() > 0) kept.add(newest);
    return kept;
  }
}
