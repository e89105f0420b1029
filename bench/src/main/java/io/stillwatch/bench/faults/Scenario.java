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

  static List<Scenario> all() {
    var all = new java.util.ArrayList<Scenario>();
    all.addAll(Crashes.SCENARIOS);
    all.addAll(DiskFaults.SCENARIOS);
    all.addAll(ElasticFaults.SCENARIOS);
    all.addAll(FileFaults.SCENARIOS);
    all.addAll(RdsFaults.SCENARIOS);
    all.addAll(InputFaults.SCENARIOS);
    return all;
  }
}
