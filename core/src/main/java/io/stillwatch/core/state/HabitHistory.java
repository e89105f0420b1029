// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Instant;
import java.util.Arrays;

/// In how many weeks each hour of the week passed, and in how many of them the job ran.
///
/// Both counts are halved before they overflow, so the recent past weighs more. Spans that are a
/// stoppage or in which we were blind are not counted: neither ever changes a habit. `learnedRuns`
/// is the number of runs of the last time the habit was learned.
@SuppressWarnings("ArrayRecordComponent") // copied on every change, never handed out
public record HabitHistory(byte[] passed, byte[] kept, Instant countedThrough, long learnedRuns) {
  public static final int HOURS = 7 * 24;
  private static final int MOST = 12;

  public static HabitHistory from(Instant since) {
    return new HabitHistory(new byte[HOURS], new byte[HOURS], since, 0);
  }

  public int passed(int hourOfWeek) {
    return passed[hourOfWeek];
  }

  public int kept(int hourOfWeek) {
    return kept[hourOfWeek];
  }

  /// With one more hour that passed.
  public HabitHistory with(int hourOfWeek, boolean ran, Instant through) {
    var nextPassed = passed.clone();
    var nextKept = kept.clone();
    nextPassed[hourOfWeek]++;
    if (ran) nextKept[hourOfWeek]++;
    if (nextPassed[hourOfWeek] > MOST) {
      nextPassed[hourOfWeek] = (byte) (nextPassed[hourOfWeek] / 2);
      nextKept[hourOfWeek] = (byte) ((nextKept[hourOfWeek] + 1) / 2);
    }
    return new HabitHistory(nextPassed, nextKept, through, learnedRuns);
  }

  public HabitHistory countedThrough(Instant through) {
    return new HabitHistory(passed, kept, through, learnedRuns);
  }

  public HabitHistory learnedAt(long runs) {
    return new HabitHistory(passed, kept, countedThrough, runs);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HabitHistory(var otherPassed, var otherKept, var through, long runs)
        && Arrays.equals(passed, otherPassed)
        && Arrays.equals(kept, otherKept)
        && countedThrough.equals(through)
        && learnedRuns == runs;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(passed) * 31 + Arrays.hashCode(kept);
  }

  @Override
  public String toString() {
    return "habit counted through " + countedThrough;
  }
}
