// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import io.stillwatch.core.evidence.LogEvent;
import java.time.Instant;
import java.util.List;

/// What one line said: when, on which host, about what.
///
/// `host` is empty where the line does not name one; `text` is what people shall read, which for
/// the journal is not the JSON in which it came. `dated` is false where the time is that of the
/// line before. `original` is the bytes of a message of the journal that was no UTF-8, in base64.
public record SyslogLine(
    Instant at,
    boolean dated,
    String host,
    LogEvent event,
    String text,
    List<String> flags,
    String original) {
  public SyslogLine {
    flags = List.copyOf(flags);
  }

  SyslogLine(
      Instant at, boolean dated, String host, LogEvent event, String text, List<String> flags) {
    this(at, dated, host, event, text, flags, "");
  }

  /// The middle of the index name.
  String dataset() {
    return flags.contains(JournalJson.FLAG) ? "cron.journald" : "cron.syslog";
  }
}
