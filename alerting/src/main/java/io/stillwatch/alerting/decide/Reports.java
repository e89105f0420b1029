// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.decide;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Closure;
import io.stillwatch.core.alert.Recovery;
import io.stillwatch.core.alert.Situation;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A situation by the id of the job, without what a person closed.
record Reports(
    Map<String, Stoppage> silent,
    Map<String, Stoppage> predicted,
    Map<String, List<Recovery>> recoveries,
    Map<String, Closure> closures,
    Map<String, Finding> findings) {

  /// What is in an open alert is never taken for closed.
  static Reports of(List<Alert> open, Situation situation) {
    var placed = new HashSet<String>();
    open.forEach(alert -> alert.stoppages().forEach(member -> placed.add(member.job().id())));
    var closed = ClosedStoppages.of(situation.context().closed());
    var silent = new HashMap<String, Stoppage>();
    for (var stoppage : situation.stoppages()) silent.put(stoppage.job().id(), stoppage);
    var kept = new HashMap<>(silent);
    kept.values().removeIf(stoppage -> isClosed(stoppage, silent, placed, closed));
    var predicted = new HashMap<String, Stoppage>();
    for (var stoppage : situation.predicted()) {
      boolean known = placed.contains(stoppage.job().id());
      if (known || !closed.covers(stoppage)) predicted.put(stoppage.job().id(), stoppage);
    }
    var recoveries = new HashMap<String, List<Recovery>>();
    for (var recovery : situation.recoveries())
      recoveries.computeIfAbsent(recovery.job().id(), _ -> new ArrayList<>()).add(recovery);
    var closures = new HashMap<String, Closure>();
    for (var closure : situation.closures()) closures.put(closure.job(), closure);
    var findings = new HashMap<String, Finding>();
    for (var finding : situation.findings()) findings.putIfAbsent(finding.id(), finding);
    return new Reports(kept, predicted, recoveries, closures, findings);
  }

  /// What a closed scheduler holds up is closed with it.
  private static boolean isClosed(
      Stoppage stoppage, Map<String, Stoppage> silent, Set<String> placed, ClosedStoppages closed) {
    if (placed.contains(stoppage.job().id())) return false;
    if (closed.covers(stoppage)) return true;
    return Optional.ofNullable(silent.get(stoppage.group()))
        .filter(above -> above.job().kind().standsForMany())
        .filter(above -> !placed.contains(above.job().id()))
        .filter(closed::covers)
        .isPresent();
  }
}
