// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.replay;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.collector.syslog.Timeline;
import io.stillwatch.core.evidence.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads a whole recorded file, compressed or not, line by line.
final class LogFileReader {
  /// A recorded log beyond this is a mistake or a decompression bomb.
  private static final int MAX_BYTES = 1 << 30;

  private static final int HEAD_BYTES = 1024;

  private static final Duration YEAR = Duration.ofDays(365);

  private LogFileReader() {}

  /// A longer line than `maxLineBytes` comes in pieces.
  static List<RawLine> lines(Path file, int maxLineBytes) throws IOException {
    var bytes = bytes(file);
    int head = 0;
    while (head < Math.min(bytes.length, HEAD_BYTES) && bytes[head] != '\n') head++;
    var generation = EvidenceId.fingerprint(bytes, 0, head);
    var path = file.getFileName().toString();
    return new LineCutter(path, generation, Integer.MAX_VALUE, maxLineBytes)
        .cut(bytes, 0, true)
        .lines();
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in =
        file.toString().endsWith(".gz")
            ? new GZIPInputStream(Files.newInputStream(file))
            : Files.newInputStream(file)) {
      var bytes = in.readNBytes(MAX_BYTES);
      if (bytes.length == MAX_BYTES)
        throw new IOException(file + " is larger than 1 GiB unpacked. Split it.");
      return bytes;
    }
  }

  /// Without a known start, the latest year that puts no line into the future.
  static List<LogRecord> records(
      List<RawLine> lines, SyslogRecords records, Description description, Instant now) {
    if (description.tellsStart())
      return records(lines, records, Timeline.from(description.start()));
    var timeline = Timeline.live(now);
    while (true) {
      var read = records(lines, records, timeline);
      if (read.stream().noneMatch(record -> isFuture(record, now)))
        return headed(read, lines, records, timeline);
      timeline = new Timeline(timeline.last(), timeline.anchor().minus(YEAR));
    }
  }

  /// Lines before the first time stamp are a heading: they take the time of what follows.
  private static List<LogRecord> headed(
      List<LogRecord> read, List<RawLine> lines, SyslogRecords records, Timeline timeline) {
    if (read.isEmpty() || SyslogRecords.dated(read.getFirst())) return read;
    return read.stream()
        .filter(SyslogRecords::dated)
        .findFirst()
        .map(first -> records(lines, records, new Timeline(first.at(), timeline.anchor())))
        .orElse(read);
  }

  /// Lines that name their year may be wrong about it, and no guess mends that.
  private static boolean isFuture(LogRecord record, Instant now) {
    return record.line().flags().contains("no-year")
        && record.at().isAfter(now.plus(Duration.ofDays(2)));
  }

  private static List<LogRecord> records(
      List<RawLine> lines, SyslogRecords records, Timeline start) {
    var read = new ArrayList<LogRecord>(lines.size());
    var timeline = start;
    for (var line : lines) {
      var record = records.record(line, timeline);
      if (SyslogRecords.dated(record)) timeline = timeline.after(record.at());
      read.add(record);
    }
    return read;
  }
}
