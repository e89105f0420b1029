// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.watch.stoppage.AlarmBudget;
import io.stillwatch.core.watch.stoppage.AlarmBudget.JobAlarm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The alarms of all hosts, as their committed states hold them.
final class FleetAlarms {
  private final int perMonth;
  private final Map<Host, List<JobAlarm>> alarms = new HashMap<>();
  private List<JobAlarm> all = List.of();

  FleetAlarms(int perMonth) {
    this.perMonth = perMonth;
  }

  void put(HostState state) {
    var ofHost = new ArrayList<JobAlarm>();
    for (var job : state.jobs().values()) {
      for (var alarm : job.opinion().alarms().recent()) ofHost.add(new JobAlarm(job.id(), alarm));
    }
    var before = ofHost.isEmpty() ? alarms.remove(state.host()) : alarms.put(state.host(), ofHost);
    if (ofHost.equals(before == null ? List.of() : before)) return;
    all = alarms.values().stream().flatMap(List::stream).toList();
  }

  AlarmBudget budget(Instant now) {
    return new AlarmBudget(perMonth, all, now);
  }
}
