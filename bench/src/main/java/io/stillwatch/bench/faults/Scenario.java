// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.IOException;
import java.util.List;

/// One fault: its number in the table of promises, what it is, and how it is played.
record Scenario(String id, String what, int usualRounds, Play play) {
  interface Play {
    /// Plays the fault so many times while lines are issued; the stage counts afterwards.
    void on(Stage stage, int rounds) throws IOException, InterruptedException;
  }

  /// Whether it has this number, or is of this group: `D1` is not `D10`, and `D` is both.
  boolean isOf(String group) {
    if (!id.startsWith(group) || id.length() == group.length()) return id.equals(group);
    return !(Character.isDigit(id.charAt(group.length())) && group.matches(".*\\d"));
  }

  static List<Scenario> all() {
    var all = new java.util.ArrayList<Scenario>();
    all.addAll(Crashes.SCENARIOS);
    all.addAll(DiskFaults.SCENARIOS);
    all.addAll(ElasticFaults.SCENARIOS);
    all.addAll(FileFaults.SCENARIOS);
    all.addAll(RdsFaults.SCENARIOS);
    all.addAll(S3Faults.SCENARIOS);
    all.addAll(InputFaults.SCENARIOS);
    return all;
  }
}
