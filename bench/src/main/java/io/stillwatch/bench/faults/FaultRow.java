// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

/// One fault with what it came to; `problem` is empty where all went as promised.
record FaultRow(
    String fault,
    String what,
    int rounds,
    Tally tally,
    double seconds,
    String note,
    String problem) {
  boolean right() {
    return problem.isEmpty() && tally.right();
  }
}
