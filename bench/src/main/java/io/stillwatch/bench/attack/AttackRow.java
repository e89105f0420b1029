// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import io.stillwatch.bench.attack.Vitals.Sign;
import java.util.ArrayList;
import java.util.List;

/// What came of one attack. An empty `problem` is none.
record AttackRow(String attack, String what, String problem, Sign during, double heapShare) {
  private static final double MOST_LIVEZ_MS = 1_000;
  private static final double MOST_OTHERS_MS = 2_000;
  private static final double MOST_HEAP = 0.75;
  private static final double MOST_TICK_SECONDS = 30;

  boolean held() {
    return problems().isEmpty();
  }

  List<String> problems() {
    var problems = new ArrayList<String>();
    if (!problem.isEmpty()) problems.add(problem);
    if (during.livezMs() > MOST_LIVEZ_MS) problems.add("/livez took longer than 1 s");
    if (during.othersMs() > MOST_OTHERS_MS) problems.add("others waited longer than 2 s");
    if (during.watchStoodSeconds() > MOST_TICK_SECONDS)
      problems.add("the watch stood for 30 s: " + during.said());
    if (heapShare > MOST_HEAP) problems.add("heap above 75 %");
    return problems;
  }
}
