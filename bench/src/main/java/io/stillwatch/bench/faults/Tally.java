// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

/// What became of the lines of one fault; lines that the fault itself destroyed are not counted.
record Tally(int issued, int acknowledged, int stored, int missing, int duplicates, int corrupted) {
  boolean right() {
    return missing == 0
        && duplicates == 0
        && corrupted == 0
        && issued == stored
        && issued == acknowledged;
  }
}
