// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Stoppages whose alert a person closed: each stays closed until its job ran again.
record ClosedStoppages(Map<String, List<Stoppage>> byJob) {

  static ClosedStoppages of(List<Alert> closed) {
    var byJob = new HashMap<String, List<Stoppage>>();
    for (var alert : closed) {
      for (var member : alert.stoppages())
        byJob.computeIfAbsent(member.job().id(), _ -> new ArrayList<>()).add(member);
    }
    return new ClosedStoppages(byJob);
  }

  /// Whether it is the same streak: it begins with the same miss, or the job did not run since. A
  /// closed prediction does not cover a run that was missed afterwards.
  boolean covers(Stoppage stoppage) {
    return byJob.getOrDefault(stoppage.job().id(), List.of()).stream()
        .filter(member -> member.missedRuns() > 0 || stoppage.missedRuns() == 0)
        .anyMatch(member ->
            stoppage.firstMissed().equals(member.firstMissed())
                || !stoppage.lastSeen().isAfter(member.firstMissed()));
  }
}
