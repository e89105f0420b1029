// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.syslog.Believable;
import io.stillwatch.collector.syslog.LineCutter;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.collector.syslog.SyslogRecords;
import io.stillwatch.collector.syslog.Timeline;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes records of pushed lines, with the same parsers as for files: detection sees no difference.
final class PushedLines {
  private static final String PUSHED = "pushed";

  /// Stands in front of a whole syslog line only.
  private static final Pattern PRIORITY = Pattern.compile("^<\\d{1,3}>");

  private final ZoneId zone;

  /// `zone` is that of lines which tell no offset.
  PushedLines(ZoneId zone) {
    this.zone = zone;
  }

  /// One record, or one for each piece of a line that is too long for a document.
  List<LogRecord> records(Pushed line, Instant now) {
    var at = line.at().orElse(now);
    var pieces = read(line, at, now);
    var first = pieces.getFirst();
    var host = first.host();
    var records = new ArrayList<LogRecord>(pieces.size());
    for (var piece : pieces) {
      var number = records.isEmpty() ? "" : "|piece " + records.size();
      var named =
          new LogRecord(
              EvidenceId.of("pushed", host.name(), line.path(), line.identity() + number),
              new SourceId(PushedSources.LINES + host.name()),
              first.dataset(),
              host,
              first.at(),
              piece.position(),
              piece.line().withOriginal(line.original()),
              piece.event());
      records.add(Believable.at(now).holds(named.at()) ? named : SyslogRecords.clamped(named, now));
    }
    return records;
  }

  /// A whole syslog line tells its own time, host and program; of a taken apart one the line is put
  /// together again.
  private List<LogRecord> read(Pushed line, Instant at, Instant now) {
    var host = Host.told(hostName(line.host()));
    var records = new SyslogRecords(new SourceId(PushedSources.LINES + host.name()), host, zone);
    var timeline = Timeline.live(now, Believable.at(now).holds(at) ? at : now);
    if (line.program().name().isEmpty()) {
      var whole = records(pieces(line, line.message()), records, timeline);
      if (SyslogRecords.dated(whole.getFirst())) return whole;
    }
    return records(pieces(line, assembled(line, host, at)), records, timeline);
  }

  private static List<LogRecord> records(
      List<RawLine> pieces, SyslogRecords records, Timeline timeline) {
    return pieces.stream().map(piece -> records.record(piece, timeline)).toList();
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

  private static List<RawLine> pieces(Pushed line, String text) {
    return LineCutter.pieces(line.path(), PUSHED, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hostName(String told) {
    return told.isBlank() ? "unnamed" : oneWord(told);
  }

  private static String oneWord(String text) {
    var word = text.strip().replaceAll("[\\s\\p{Cntrl}]+", "-");
    return word.length() > 255 ? word.substring(0, 255) : word;
  }
}
