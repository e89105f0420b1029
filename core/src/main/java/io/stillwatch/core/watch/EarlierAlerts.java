// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.alert.AgainStopped;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the resolved alerts of jobs that are silent and in no open alert: a person closed them
/// although the jobs are still silent, or the jobs ran again and stopped again.
///
/// An answer is remembered, because a closed stoppage may go on for months; only a job that was not
/// asked about before is looked up.
final class EarlierAlerts {
  private static final int MOST = 1_000;

  /// A prediction is about the future, so its first miss does not say how far to look back.
  private static final Duration PREDICTIONS_STAY_CLOSED = Duration.ofDays(30);

  private final AlertStore alerts;
  private List<Alert> known = List.of();

  EarlierAlerts(AlertStore alerts) {
    this.alerts = alerts;
  }

  /// `unplaced` are in no open alert.
  List<Alert> of(List<Stoppage> unplaced, Instant now) throws StoreException {
    var jobs = new HashSet<String>();
    unplaced.forEach(stoppage -> jobs.add(stoppage.job().id()));
    known = about(jobs, known);
    if (!members(known).containsAll(jobs)) {
      var found = alerts.between(start(unplaced, now), now.plusSeconds(1), MOST);
      known = about(jobs, found);
    }
    return known;
  }

  /// After a change of alerts, a newer one may have been closed.
  void forget() {
    known = List.of();
  }

  private static Instant start(List<Stoppage> unplaced, Instant now) {
    return unplaced.stream()
        .map(stoppage ->
            stoppage.missedRuns() == 0
                ? now.minus(PREDICTIONS_STAY_CLOSED)
                : stoppage.firstMissed().minus(AgainStopped.within(stoppage.job())))
        .min(Comparator.naturalOrder())
        .orElse(now);
  }

  private static List<Alert> about(Set<String> jobs, List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> !alert.open())
        .filter(alert ->
            alert.stoppages().stream().anyMatch(member -> jobs.contains(member.job().id())))
        .toList();
  }

  private static Set<String> members(List<Alert> alerts) {
    var members = new HashSet<String>();
    alerts.forEach(alert -> alert.stoppages().forEach(member -> members.add(member.job().id())));
    return members;
  }
}
