// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.detection;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.evidence.Host;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// When alerts began to fire, by host: each time that an alert begins to concern a host is an
/// alarm.
final class AlarmLog {
  private final Map<String, Set<Host>> firing = new HashMap<>();
  private final Map<String, Alert> newest = new HashMap<>();
  private final List<Raised> raised = new ArrayList<>();

  private record Raised(String alert, Host host, Instant at) {}

  /// That a source is blind is told too, but says nothing of a job.
  void note(List<Alert> changed, Instant now) {
    for (var alert : changed) {
      if (alert.first().job().kind().isOurs()) continue;
      newest.put(alert.id(), alert);
      var hosts = alert.state() == Alert.State.FIRING ? hosts(alert) : Set.<Host>of();
      var before = firing.put(alert.id(), hosts);
      for (var host : hosts)
        if (before == null || !before.contains(host)) raised.add(new Raised(alert.id(), host, now));
    }
  }

  private static Set<Host> hosts(Alert alert) {
    return alert.stoppages().stream()
        .map(stoppage -> stoppage.job().host())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The messages of an alert count once for each host.
  List<Alarm> of(Host host) {
    var counted = new HashSet<String>();
    var alarms = new ArrayList<Alarm>();
    for (var one : raised) {
      if (!one.host().equals(host)) continue;
      var alert = newest.get(one.alert());
      if (alert == null) continue;
      boolean first = counted.add(one.alert());
      int messages = first ? alert.notifications().size() : 0;
      alarms.add(new Alarm(one.at(), !first, messages));
    }
    return alarms;
  }
}
