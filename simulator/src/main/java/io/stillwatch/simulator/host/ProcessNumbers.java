// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import io.stillwatch.simulator.chance.Dice;

/// The process numbers that a kernel gives out, with gaps for processes that nobody logs.
final class ProcessNumbers {
  private static final int MAX = 4_194_304;

  private int last = 2200;

  int next(Dice dice) {
    last += dice.between(1, 24);
    if (last >= MAX) last = 300;
    return last;
  }
}
