// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import io.stillwatch.core.job.RunFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// How long the last runs of a job took, and how many bytes they wrote; only of runs of which
/// either is known, oldest first.
///
/// Compact, because a fleet has many of them: `startedAt` in milliseconds since the epoch; `millis`
/// and `bytes` are -1 where they are not known, and stop at what an `int` holds.
@SuppressWarnings("ArrayRecordComponent") // copied on every change, never handed out
public record RecentWork(long[] startedAt, int[] millis, int[] bytes) {
  public static final RecentWork NONE = new RecentWork(new long[0], new int[0], new int[0]);

  /// As many runs as a window of the detector reads.
  private static final int KEPT = 128;

  private static final int UNKNOWN = -1;

  public int size() {
    return startedAt.length;
  }

  /// With what is known of a run; what is known of it already is replaced.
  public RecentWork with(RunFigures run) {
    int took = run.took().map(length -> limited(length.toMillis())).orElse(UNKNOWN);
    int wrote = run.outputBytes().map(RecentWork::limited).orElse(UNKNOWN);
    if (took == UNKNOWN && wrote == UNKNOWN) return this;
    long at = run.at().toEpochMilli();
    int i = Arrays.binarySearch(startedAt, at);
    if (i >= 0) return new RecentWork(startedAt, set(millis, i, took), set(bytes, i, wrote));
    int place = -i - 1;
    var times = new long[size() + 1];
    System.arraycopy(startedAt, 0, times, 0, place);
    System.arraycopy(startedAt, place, times, place + 1, size() - place);
    times[place] = at;
    return new RecentWork(times, inserted(millis, place, took), inserted(bytes, place, wrote))
        .last();
  }

  private static int limited(long value) {
    return Math.clamp(value, 0, Integer.MAX_VALUE);
  }

  private static int[] set(int[] values, int i, int value) {
    var changed = values.clone();
    changed[i] = value;
    return changed;
  }

  private static int[] inserted(int[] values, int place, int value) {
    var longer = new int[values.length + 1];
    System.arraycopy(values, 0, longer, 0, place);
    System.arraycopy(values, place, longer, place + 1, values.length - place);
    longer[place] = value;
    return longer;
  }

  private RecentWork last() {
    int drop = size() - KEPT;
    if (drop <= 0) return this;
    return new RecentWork(
        Arrays.copyOfRange(startedAt, drop, size()),
        Arrays.copyOfRange(millis, drop, size()),
        Arrays.copyOfRange(bytes, drop, size()));
  }

  /// How long the run took that started at an instant.
  public Optional<Duration> took(Instant at) {
    return known(millis, at).map(Duration::ofMillis);
  }

  /// How many bytes the run wrote that started at an instant.
  public Optional<Long> outputBytes(Instant at) {
    return known(bytes, at);
  }

  private Optional<Long> known(int[] values, Instant at) {
    int i = Arrays.binarySearch(startedAt, at.toEpochMilli());
    return i < 0 || values[i] == UNKNOWN ? Optional.empty() : Optional.of((long) values[i]);
  }

  /// Whether the output of the job is logged: any of the runs wrote something.
  public boolean hasOutput() {
    return Arrays.stream(bytes).anyMatch(written -> written > 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecentWork(var times, var lengths, var written)
        && Arrays.equals(startedAt, times)
        && Arrays.equals(millis, lengths)
        && Arrays.equals(bytes, written);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(startedAt);
  }

  @Override
  public String toString() {
    return size() + " runs of known length or output";
  }
}
