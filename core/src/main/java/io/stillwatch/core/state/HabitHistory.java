// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.state;

import java.time.Instant;
import java.util.Arrays;

/// In how many weeks each hour of the week passed, and in how many of them the job ran.
///
/// Both counts are halved before they overflow, so the recent past weighs more. Spans that are a
/// stoppage or in which we were blind are not counted: neither ever changes a habit. Runs after
/// `learnedThrough` have not been learned from yet.
@SuppressWarnings("ArrayRecordComponent") // copied on every change, never handed out
public record HabitHistory(
    byte[] passed, byte[] kept, Instant countedThrough, Instant learnedThrough) {
  public static final int HOURS = 7 * 24;
  private static final int MOST = 12;

  public static HabitHistory from(Instant since) {
    return new HabitHistory(new byte[HOURS], new byte[HOURS], since, Instant.EPOCH);
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
    return new HabitHistory(nextPassed, nextKept, through, learnedThrough);
  }

  public HabitHistory countedThrough(Instant through) {
    return new HabitHistory(passed, kept, through, learnedThrough);
  }

  public HabitHistory learnedThrough(Instant through) {
    return new HabitHistory(passed, kept, countedThrough, through);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HabitHistory(var otherPassed, var otherKept, var counted, var learned)
        && Arrays.equals(passed, otherPassed)
        && Arrays.equals(kept, otherKept)
        && countedThrough.equals(counted)
        && learnedThrough.equals(learned);
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
