// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.job.SizeSample;
import io.stillwatch.core.series.Amount;
import io.stillwatch.core.series.FollowedSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the log of a rotation job grew recently, oldest first: a few samples for each period, and
/// always the last one before the log became smaller. Of those, `closings`, more are kept: what was
/// usual before a long trouble must still be known in it. `growth` is what was written in each
/// hour.
public record RecentSizes(
    List<SizeSample> samples, List<SizeSample> closings, FollowedSeries growth) {
  public static final RecentSizes NONE = new RecentSizes(List.of(), List.of(), FollowedSeries.NONE);

  private static final int KEPT = 96;
  private static final int CLOSINGS_KEPT = 64;
  private static final int SAMPLES_A_PERIOD = 8;
  private static final Duration LEAST_DISTANCE = Duration.ofMinutes(5);

  public RecentSizes {
    samples = List.copyOf(samples);
    closings = List.copyOf(closings);
  }

  /// With a sample; those that came closer together than a job of this period needs are thinned. In
  /// a time that is `odd` nothing is learned of how large the log usually is.
  public RecentSizes with(SizeSample sample, Duration period, boolean odd) {
    if (last().filter(last -> !sample.at().isAfter(last.at())).isPresent()) return this;
    var kept = new ArrayList<>(samples);
    if (replacesLast(sample, period)) kept.removeLast();
    kept.add(sample);
    if (kept.size() > KEPT) kept.removeFirst();
    return new RecentSizes(kept, odd ? closings : closingsBefore(sample), grown(sample));
  }

  private FollowedSeries grown(SizeSample sample) {
    if (samples.isEmpty()) return growth;
    var before = samples.getLast();
    double written = (double) sample.writtenSince(before);
    return growth.gained(before.at(), sample.at(), written, Amount.BYTES);
  }

  public RecentSizes with(FollowedSeries changed) {
    return new RecentSizes(samples, closings, changed);
  }

  private List<SizeSample> closingsBefore(SizeSample sample) {
    var closed = last().filter(last -> sample.activeBytes() < last.activeBytes());
    if (closed.isEmpty()) return closings;
    var kept = new ArrayList<>(closings);
    kept.add(closed.get());
    if (kept.size() > CLOSINGS_KEPT) kept.removeFirst();
    return kept;
  }

  /// All that is known, oldest first.
  public List<SizeSample> history() {
    if (samples.isEmpty() || closings.isEmpty()) return samples;
    var first = samples.getFirst().at();
    var all = new ArrayList<SizeSample>();
    for (var closing : closings) if (closing.at().isBefore(first)) all.add(closing);
    all.addAll(samples);
    return all;
  }

  private boolean replacesLast(SizeSample sample, Duration period) {
    if (samples.size() < 2) return false;
    var last = samples.getLast();
    var distance = period.dividedBy(SAMPLES_A_PERIOD);
    if (distance.compareTo(LEAST_DISTANCE) < 0) distance = LEAST_DISTANCE;
    boolean close =
        Duration.between(samples.get(samples.size() - 2).at(), last.at()).compareTo(distance) < 0;
    return close && sample.activeBytes() >= last.activeBytes();
  }

  public Optional<SizeSample> last() {
    return samples.isEmpty() ? Optional.empty() : Optional.of(samples.getLast());
  }

  /// The first sample after an instant.
  public Optional<SizeSample> firstAfter(Instant at) {
    return samples.stream().filter(sample -> sample.at().isAfter(at)).findFirst();
  }

  /// The first sample since an instant in which the active file was larger than a limit.
  public Optional<SizeSample> firstLarger(Instant since, long bytes) {
    return samples.stream()
        .filter(sample -> !sample.at().isBefore(since) && sample.activeBytes() > bytes)
        .findFirst();
  }
}
