// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A stanza of logrotate: which logs, how often, how many to keep.
record LogStanza(String file, List<String> paths, Period period, int keep, String owner) {
  enum Period {
    DAILY,
    WEEKLY,
    MONTHLY
  }

  LogStanza {
    paths = List.copyOf(paths);
  }

  /// Whether logrotate 3.21 rotates today what it rotated last on that day.
  boolean due(LocalDate last, LocalDate today) {
    return switch (period) {
      case DAILY -> !today.equals(last);
      // Weekly without an argument means Sunday, or seven days later at the latest.
      case WEEKLY ->
          !today.equals(last)
              && (today.getDayOfWeek() == DayOfWeek.SUNDAY
                  || ChronoUnit.DAYS.between(last, today) >= 7);
      case MONTHLY -> today.getMonth() != last.getMonth();
    };
  }

  ConfigText config() {
    var text = new StringBuilder();
    for (var path : paths) text.append(path).append('\n');
    text.append("{\n");
    text.append("\t").append(period.name().toLowerCase(Locale.ROOT)).append('\n');
    text.append("\trotate ").append(keep).append('\n');
    text.append("\tmissingok\n\tnotifempty\n\tcompress\n\tdelaycompress\n");
    text.append("\tcreate 0640 ").append(owner).append('\n');
    if (paths.contains("/var/log/syslog")) {
      text.append("\tsharedscripts\n\tpostrotate\n");
      text.append("\t\t/usr/lib/rsyslog/rsyslog-rotate\n\tendscript\n");
    }
    return ConfigText.ofRoot("/etc/logrotate.d/" + file, text.append("}\n").toString());
  }
}
