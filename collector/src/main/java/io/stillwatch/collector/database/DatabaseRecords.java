// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.database;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.database.LineParser.ParsedLine;
import io.stillwatch.collector.database.LineParser.Role;
import io.stillwatch.collector.syslog.Believable;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Fields;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;

/// Turns the lines of one database log into log records, one for each line.
///
/// What a line inherits is handed from call to call as [Carried], so that a poll may end anywhere.
public final class DatabaseRecords {
  /// One index for the text of all databases that are read from files: the path tells the log.
  public static final String DATASET = "database.log";

  private static final String RDS_ITSELF = "rdsadmin";

  /// Where records come from: what every one of them repeats.
  public record Origin(SourceId source, Host host, String dataset, String program) {}

  /// One line as a record, and what the next line inherits.
  public record Read(LogRecord record, Carried after) {}

  private final Origin origin;
  private final DatabaseLog log;
  private final ZoneId zone;
  private final Believable believable;
  private DatabaseLog form;
  private LineParser parser;

  /// `zone` is that of lines without one; times from tomorrow on, or ten years old, are not
  /// believed, because an index is named after them and a date in a statement is no time of a line.
  public DatabaseRecords(Origin origin, DatabaseLog log, ZoneId zone, Instant now) {
    this.origin = origin;
    this.log = log;
    this.zone = zone;
    this.believable = Believable.at(now);
    this.form = log;
    this.parser = log.parser(zone);
  }

  /// `fallback` is the time of lines before the first one with a time.
  public Read read(RawLine raw, Carried before, Instant fallback) {
    var line = raw.decoded();
    var text = withoutReturn(line.text());
    choose(text, before);
    var parsed = parser.read(text, before);
    long micros = micros(parsed, before);
    var fields = fields(parsed, before, raw.position().offset());
    var carried = parsed.role() == Role.HEADING ? Fields.NONE : fields;
    var after = new Carried(form.name(), parsed.state(), micros, carried);
    var at = micros == Carried.NO_TIME ? fallback : Carried.instant(micros);
    var flags = new ArrayList<>(line.flags());
    if (parsed.role() == Role.CONTINUATION) flags.add(Line.CONTINUATION);
    if (parsed.role() == Role.UNPARSED) flags.add(Line.UNPARSED);
    var record =
        new LogRecord(
            EvidenceId.of(origin.source(), raw.position(), raw.raw()),
            origin.source(),
            origin.dataset(),
            origin.host(),
            at,
            raw.position(),
            new Line(line.text(), flags, fields, line.original()),
            event(text, parsed, fields));
    return new Read(record, after);
  }

  /// The form is settled by the first line that shows it.
  private void choose(String line, Carried before) {
    var wanted = log;
    if (!before.form().isEmpty()) wanted = known(before.form());
    if (before.form().isEmpty() || !before.inRecord()) wanted = wanted.shownBy(line);
    if (wanted == form) return;
    form = wanted;
    parser = wanted.parser(zone);
  }

  private DatabaseLog known(String name) {
    for (var each : DatabaseLog.values()) if (each.name().equals(name)) return each;
    return log;
  }

  private long micros(ParsedLine parsed, Carried before) {
    if (parsed.micros() == Carried.NO_TIME) return before.micros();
    var at = Carried.instant(parsed.micros());
    return believable.holds(at) ? parsed.micros() : before.micros();
  }

  private static Fields fields(ParsedLine parsed, Carried before, long offset) {
    return switch (parsed.role()) {
      case RECORD -> parsed.fields().inRecord(offset);
      case CONTINUATION -> parsed.fields().inRecord(before.fields().recordOffset());
      case HEADING, UNPARSED -> parsed.fields();
    };
  }

  private LogEvent event(String text, ParsedLine parsed, Fields fields) {
    if (parsed.role() == Role.UNPARSED)
      return new LogEvent.Unparsed("no record of " + form.program() + " begins here");
    if (fields.session().user().equals(RDS_ITSELF)) {
      var flushed = flushed(text);
      if (!flushed.isEmpty()) return new LogEvent.Rotated(flushed);
    }
    return new LogEvent.Other(origin.program().isEmpty() ? form.program() : origin.program());
  }

  /// `FLUSH SLOW LOGS` of RDS itself is the heart-beat of rotation; empty for other statements.
  private static String flushed(String text) {
    if (text.length() > 40 || !text.regionMatches(true, 0, "flush ", 0, 6)) return "";
    var words = text.strip().toUpperCase(Locale.ROOT).replace(";", "").strip();
    return words.equals("FLUSH LOGS") || (words.endsWith(" LOGS") && words.split(" ").length == 3)
        ? words
        : "";
  }

  private static String withoutReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
