// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import io.stillwatch.collector.syslog.Believable;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.collector.syslog.Timeline;
import io.stillwatch.core.evidence.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The lines of one object, each read against the time of the one before.
final class S3Lines {
  /// CloudWatch's export puts the time of the event in front of each line.
  private static final Pattern EXPORTED =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z ");

  private static final int EXPORTED_BYTES = 32;

  private final SyslogRecords records;
  private final Instant modified;
  private final Believable believable;
  private Timeline timeline;
  private String lastLine;

  S3Lines(SyslogRecords records, Instant modified, String lastLine) {
    this.records = records;
    this.modified = modified;
    this.believable = Believable.at(modified);
    this.lastLine = lastLine;
    timeline =
        lastLine.isEmpty()
            ? Timeline.live(modified)
            : Timeline.live(modified, Instant.parse(lastLine));
  }

  /// The time of the last line, empty before the first.
  String lastLine() {
    return lastLine;
  }

  LogRecord read(RawLine line) {
    var record = parsed(line);
    if (!SyslogRecords.dated(record)) return record;
    if (!believable.holds(record.at())) return SyslogRecords.clamped(record, timeline.last());
    timeline = Timeline.live(modified, record.at());
    lastLine = record.at().toString();
    return record;
  }

  /// A line within an exported line tells more than the export: the host and the program.
  private LogRecord parsed(RawLine line) {
    var start =
        new String(
            line.raw(), 0, Math.min(EXPORTED_BYTES, line.raw().length), StandardCharsets.US_ASCII);
    var exported = EXPORTED.matcher(start);
    if (exported.find()) {
      var inner = Arrays.copyOfRange(line.raw(), exported.end(), line.raw().length);
      var record = records.record(new RawLine(line.position(), inner, line.flags()), timeline);
      if (SyslogRecords.dated(record)) return record;
    }
    return records.record(line, timeline);
  }
}
