// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.corpora;

/// One thing that can be counted: what it is, how many there are, how many were found.
record CountRow(String check, long expected, long found) {
  boolean right() {
    return expected == found;
  }
}
