// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.collector.syslog.Timeline;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/// Makes records of pushed lines, with the same parsers as for files: detection sees no difference.
final class PushedLines {
  /// Times outside are not believed: an index is named after them.
  private static final Duration OLDEST = Duration.ofDays(3653);

  private static final Duration NEWEST = Duration.ofDays(1);
  private static final String PUSHED = "pushed";

  /// Stands in front of a whole syslog line only.
  private static final Pattern PRIORITY = Pattern.compile("^<\\d{1,3}>");

  private final ZoneId zone;

  /// `zone` is that of lines which tell no offset.
  PushedLines(ZoneId zone) {
    this.zone = zone;
  }

  LogRecord record(Pushed line, Instant now) {
    var at = line.at().orElse(now);
    var record = read(line, at, now);
    var host = record.host();
    var source = new SourceId(PushedSources.LINES + host.name());
    var named =
        new LogRecord(
            EvidenceId.of("pushed", host.name(), line.path(), line.identity()),
            source,
            record.dataset(),
            host,
            record.at(),
            record.position(),
            record.line().withOriginal(line.original()),
            record.event());
    return believable(named.at(), now) ? named : SyslogRecords.clamped(named, now);
  }

  private static boolean believable(Instant at, Instant now) {
    return !at.isAfter(now.plus(NEWEST)) && !at.isBefore(now.minus(OLDEST));
  }

  /// A whole syslog line tells its own time, host and program; of a taken apart one the line is put
  /// together again.
  private LogRecord read(Pushed line, Instant at, Instant now) {
    var host = Host.server(hostName(line.host()));
    var records = new SyslogRecords(new SourceId(PushedSources.LINES + host.name()), host, zone);
    var timeline = Timeline.live(now, believable(at, now) ? at : now);
    if (line.program().name().isEmpty()) {
      var whole = records.record(raw(line, line.message()), timeline);
      if (SyslogRecords.dated(whole)) return whole;
    }
    return records.record(raw(line, assembled(line, host, at)), timeline);
  }

  private static String assembled(Pushed line, Host host, Instant at) {
    var program = line.program();
    var tag = program.name().isEmpty() ? "" : oneWord(program.name());
    var process = program.pid() > 0 ? "[" + program.pid() + "]" : "";
    var text = withoutBlank(PRIORITY.matcher(line.message()).replaceFirst(""));
    var message = tag.isEmpty() ? text : tag + process + ": " + text;
    return at + " " + host.name() + " " + message;
  }

  /// rsyslog counts the blank behind the tag to the message.
  private static String withoutBlank(String text) {
    return text.startsWith(" ") ? text.substring(1) : text;
  }

  private static RawLine raw(Pushed line, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var position = new Position(line.path(), PUSHED, 0);
    if (bytes.length <= RawLine.MAX_BYTES) return new RawLine(position, bytes, List.of());
    var cut = java.util.Arrays.copyOf(bytes, RawLine.MAX_BYTES);
    return new RawLine(position, cut, List.of(Line.TRUNCATED));
  }

  private static String hostName(String told) {
    return told.isBlank() ? "unnamed" : oneWord(told);
  }

  private static String oneWord(String text) {
    var word = text.strip().replaceAll("[\\s\\p{Cntrl}]+", "-");
    return word.length() > 255 ? word.substring(0, 255) : word;
  }
}
