// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.syslog;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Turns the lines of one source into log records.
public final class SyslogRecords {
  /// The time of the record is that of the line before it.
  public static final String NO_TIME = "no-time";

  private final SourceId source;
  private final Host host;
  private final SyslogLines lines;

  /// `host` is meant by lines that name no host, that name `localhost`, or that name it with or
  /// without its domain.
  public SyslogRecords(SourceId source, Host host, ZoneId zone) {
    this.source = source;
    this.host = host;
    this.lines = new SyslogLines(zone);
  }

  public LogRecord record(RawLine raw, Timeline timeline) {
    var decoded = raw.decoded();
    var line = lines.read(withoutReturn(decoded.text()), timeline);
    return new LogRecord(
        EvidenceId.of(source, raw.position(), raw.raw()),
        source,
        line.dataset(),
        hostOf(line.host()),
        line.at(),
        raw.position(),
        new Line(line.text(), flags(decoded, line)).withOriginal(original(decoded, line)),
        line.event());
  }

  private static String original(Line decoded, SyslogLine line) {
    return decoded.original().isEmpty() ? line.original() : decoded.original();
  }

  private static List<String> flags(Line decoded, SyslogLine line) {
    var isUnparsed = line.event() instanceof LogEvent.Unparsed;
    var isShortened = line.event().shortened();
    if (decoded.flags().isEmpty() && line.dated() && !isUnparsed && !isShortened)
      return line.flags();
    var flags = new ArrayList<>(decoded.flags());
    flags.addAll(line.flags());
    if (!line.dated()) flags.add(NO_TIME);
    if (isUnparsed) flags.add(Line.UNPARSED);
    if (isShortened) flags.add(Line.SHORTENED);
    return flags;
  }

  public static boolean dated(LogRecord record) {
    return !record.line().flags().contains(NO_TIME);
  }

  /// The same record at a time that can be believed.
  public static LogRecord clamped(LogRecord record, Instant at) {
    return new LogRecord(
        record.id(),
        record.source(),
        record.dataset(),
        record.host(),
        at,
        record.position(),
        record.line().flagged(Line.CLAMPED),
        record.event());
  }

  private Host hostOf(String named) {
    if (named.isBlank() || named.equals("localhost")) return host;
    return shortName(named).equalsIgnoreCase(shortName(host.name())) ? host : Host.told(named);
  }

  /// Not for addresses: 10.0.0.1 and 10.0.0.2 are two hosts.
  private static String shortName(String name) {
    var dot = name.indexOf('.');
    return dot < 0 || Character.isDigit(name.charAt(0)) ? name : name.substring(0, dot);
  }

  private static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
