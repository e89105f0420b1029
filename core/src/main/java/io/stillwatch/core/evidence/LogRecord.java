// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.evidence;

import java.time.Instant;

/// One line of a log, with what it says about jobs.
///
/// `dataset` is the middle of the index name (`cron.syslog`, `rds.slowquery`, ..): lower case, no
/// hyphen.
public record LogRecord(
    String id,
    SourceId source,
    String dataset,
    Host host,
    Instant at,
    Position position,
    Line line,
    LogEvent event)
    implements Evidence {
  public LogRecord withLine(Line other) {
    return new LogRecord(id, source, dataset, host, at, position, other, event);
  }
}
