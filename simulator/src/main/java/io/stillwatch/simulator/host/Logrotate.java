// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// logrotate of a host: its stanzas, its logs and its status file.
final class Logrotate {
  private final List<LogStanza> stanzas;
  private final Map<String, HostLog> logs;
  private final ZoneId zone;
  private final SequencedMap<String, LocalDateTime> status = new TreeMap<>();

  /// The host has been running for a while: everything was rotated when it was last due.
  Logrotate(List<LogStanza> stanzas, Map<String, HostLog> logs, Instant start, ZoneId zone) {
    this.stanzas = List.copyOf(stanzas);
    this.logs = Map.copyOf(logs);
    this.zone = zone;
    for (var stanza : stanzas) {
      var today = start.atZone(zone).toLocalDate();
      var last = today.minusDays(1);
      while (!stanza.due(last.minusDays(1), last)) last = last.minusDays(1);
      for (var path : stanza.paths()) status.put(path, last.atTime(6, 25, 2));
    }
  }

  void run(Instant at) {
    var now = at.atZone(zone).toLocalDateTime();
    for (var stanza : stanzas) {
      for (var path : stanza.paths()) {
        var log = logs.get(path);
        if (log == null || !stanza.due(last(path), now.toLocalDate())) continue;
        if (log.rotate(stanza.keep(), at)) status.put(path, now);
      }
    }
  }

  /// The text of `/var/lib/logrotate/status`.
  String status() {
    var text = new StringBuilder("logrotate state -- version 2\n");
    status.forEach((path, t) ->
        text.append(
            "\"%s\" %d-%d-%d-%d:%d:%d\n"
                .formatted(
                    path,
                    t.getYear(),
                    t.getMonthValue(),
                    t.getDayOfMonth(),
                    t.getHour(),
                    t.getMinute(),
                    t.getSecond())));
    return text.toString();
  }

  private LocalDate last(String path) {
    return status.getOrDefault(path, LocalDateTime.MIN).toLocalDate();
  }
}
