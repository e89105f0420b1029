// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.parse;

import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.syslog.SyslogLines;
import io.stillwatch.collector.syslog.Timeline;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One parser: typical lines of its log, and the Grok patterns that find the same fields in them.
///
/// In a line `#` is a digit and `~` a letter, drawn anew for every line.
record Subject(String name, Optional<DatabaseLog> log, List<String> patterns, List<String> lines) {
  Subject {
    patterns = List.copyOf(patterns);
    lines = List.copyOf(lines);
  }

  /// The parser of the product as a function of lines; it remembers from line to line as in use.
  Function<String, Object> parser() {
    if (log.isEmpty()) {
      var syslog = new SyslogLines(ZoneOffset.UTC);
      var timeline = Timeline.from(Instant.parse("2026-11-20T00:00:00Z"));
      return line -> syslog.read(line, timeline);
    }
    var parser = log.get().parser(ZoneOffset.UTC);
    return new Function<>() {
      private Carried carried = Carried.NOTHING;

      @Override
      public Object apply(String line) {
        var read = parser.read(line, carried);
        var fields = read.fields().hasRecord() ? read.fields() : read.fields().inRecord(0);
        carried = new Carried(log.get().name(), read.state(), read.micros(), fields);
        return read;
      }
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
