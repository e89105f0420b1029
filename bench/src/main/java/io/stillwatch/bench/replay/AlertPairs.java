// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which raised alert stands for which expected one: as many as possible that agree in everything
/// (Kuhn's bipartite matching), the rest by the fewest differences.
final class AlertPairs {
  private static final int NONE = -1;

  private final List<ExpectedAlert> expected;
  private final List<RaisedAlert> raised;
  private final int[] expectedOf;

  private AlertPairs(List<ExpectedAlert> expected, List<RaisedAlert> raised) {
    this.expected = expected;
    this.raised = raised;
    this.expectedOf = new int[raised.size()];
    Arrays.fill(expectedOf, NONE);
  }

  static AlertPairs of(List<ExpectedAlert> expected, List<RaisedAlert> raised) {
    var pairs = new AlertPairs(expected, raised);
    for (int i = 0; i < expected.size(); i++) pairs.findPartner(i, new HashSet<>());
    return pairs;
  }

  private boolean findPartner(int wanted, Set<Integer> tried) {
    for (int i = 0; i < raised.size(); i++) {
      if (!expected.get(wanted).differences(raised.get(i)).isEmpty() || !tried.add(i)) continue;
      if (expectedOf[i] == NONE || findPartner(expectedOf[i], tried)) {
        expectedOf[i] = wanted;
        return true;
      }
    }
    return false;
  }

  private boolean paired(int wanted) {
    return Arrays.stream(expectedOf).anyMatch(one -> one == wanted);
  }

  /// One line for each missing or different alert, followed by the unexpected ones.
  List<String> problems(int maxFalseAlerts) {
    var problems = new ArrayList<String>();
    for (int i = 0; i < expected.size(); i++) if (!paired(i)) explain(i, problems);
    var unexpected = new ArrayList<RaisedAlert>();
    for (int i = 0; i < raised.size(); i++)
      if (expectedOf[i] == NONE) unexpected.add(raised.get(i));
    if (unexpected.size() > maxFalseAlerts)
      unexpected.forEach(alert -> problems.add("not expected: " + alert.inWords()));
    return problems;
  }

  /// The nearest alert about the same job takes the place, so that it is not reported twice.
  private void explain(int wanted, List<String> problems) {
    var want = expected.get(wanted);
    if (want.optional()) return;
    var nearest =
        free().stream()
            .filter(i -> want.isAbout(raised.get(i)))
            .min(Comparator.comparingInt(i -> want.differences(raised.get(i)).size()));
    if (nearest.isEmpty()) {
      problems.add("no alert for " + want.inWords());
      return;
    }
    expectedOf[nearest.get()] = wanted;
    var alert = raised.get(nearest.get());
    want.differences(alert)
        .forEach(difference -> problems.add(alert.subject().jobs().getFirst() + ": " + difference));
  }

  private List<Integer> free() {
    var free = new ArrayList<Integer>();
    for (int i = 0; i < raised.size(); i++) if (expectedOf[i] == NONE) free.add(i);
    return free;
  }
}
