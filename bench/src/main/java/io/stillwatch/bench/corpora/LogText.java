// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.corpora;

import io.stillwatch.collector.database.Carried;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.database.DatabaseRecords;
import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.collector.syslog.Timeline;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/// One log of a corpus, unpacked and cut into lines as the collector does it.
final class LogText {
  private static final SourceId SOURCE = new SourceId("bench");
  private static final Host HOST = Host.server("bench");

  /// Later than every line of the corpora, so that no time is refused as one of the future.
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  private final byte[] bytes;
  private final List<RawLine> lines;

  private LogText(byte[] bytes) {
    this.bytes = bytes;
    this.lines =
        new LineCutter("log", "bench", Integer.MAX_VALUE, RawLine.MAX_BYTES)
            .cut(bytes, 0, true)
            .lines();
  }

  static LogText of(Path file) throws IOException {
    var name = file.toString();
    try (var in = Files.newInputStream(file)) {
      if (name.endsWith(".gz")) return new LogText(new GZIPInputStream(in).readAllBytes());
      if (name.endsWith(".bz2"))
        return new LogText(new BZip2CompressorInputStream(in, true).readAllBytes());
      return new LogText(in.readAllBytes());
    }
  }

  static LogText of(byte[] bytes) {
    return new LogText(bytes);
  }

  long bytes() {
    return bytes.length;
  }

  List<LogRecord> database(DatabaseLog log, Carried before) {
    var origin = new DatabaseRecords.Origin(SOURCE, HOST, DatabaseRecords.DATASET, "");
    var records = new DatabaseRecords(origin, log, ZoneOffset.UTC, NOW);
    var read = new ArrayList<LogRecord>(lines.size());
    var carried = before;
    for (var line : lines) {
      var one = records.read(line, carried, NOW);
      carried = one.after();
      read.add(one.record());
    }
    return read;
  }

  List<LogRecord> system() {
    var records = new SyslogRecords(SOURCE, HOST, ZoneOffset.UTC);
    var read = new ArrayList<LogRecord>(lines.size());
    var timeline = Timeline.live(NOW);
    for (var line : lines) {
      var record = records.record(line, timeline);
      if (SyslogRecords.dated(record)) timeline = timeline.after(record.at());
      read.add(record);
    }
    return read;
  }

  /// Bytes that records stand for: each from its offset to that of the next, none twice.
  long accounted(List<LogRecord> records) {
    long sum = 0;
    for (int i = 0; i < records.size(); i++) {
      long from = records.get(i).position().offset();
      long end = i + 1 < records.size() ? records.get(i + 1).position().offset() : bytes.length;
      long line = lines.get(i).raw().length;
      if (end - from == line || end - from == line + 1) sum += end - from;
    }
    return sum;
  }
}
