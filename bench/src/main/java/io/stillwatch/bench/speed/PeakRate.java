// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.speed;

/// How many multiplications with an addition plain Java does in a second on one core at best: a
/// loop that the compiler vectorises, over numbers that stay in the first cache, with eight of them
/// for each number that is read.
final class PeakRate {
  private static final int NUMBERS = 1_024;
  private static final int EACH = 8;

  private final float[] numbers = new float[NUMBERS];

  /// Does so many rounds and returns how many multiplications with an addition that were.
  long run(int rounds) {
    for (int round = 0; round < rounds; round++) round(1 - 1e-6f * round / rounds, 1e-7f);
    return (long) rounds * NUMBERS * EACH;
  }

  /// Whatever was computed, so that it is not optimised away.
  float sum() {
    float sum = 0;
    for (float number : numbers) sum += number;
    return sum;
  }

  private void round(float x, float y) {
    for (int i = 0; i < NUMBERS; i++) {
      float one = numbers[i];
      one = one * x + y;
      one = one * x + y;
      one = one * x + y;
      one = one * x + y;
      one = one * x + y;
      one = one * x + y;
      one = one * x + y;
      one = one * x + y;
      numbers[i] = one;
    }
  }
}
