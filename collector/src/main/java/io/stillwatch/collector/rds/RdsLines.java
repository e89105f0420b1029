// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.rds.Reading.Context;
import io.stillwatch.collector.syslog.RawLine;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// The lines of database logs: when each was written, and whether it is a rotation.
///
/// Continuation lines have no time of their own and take that of the line before.
final class RdsLines {
  /// One index a day for the text of all logs: the path tells the log, and indices stay few.
  static final String DATASET = "aws.rds_log";

  /// MySQL 5.7 and later, MariaDB errors, slow logs: `2026-01-01T00:00:00.000000Z`.
  private static final Pattern ISO =
      Pattern.compile(
          "^(?:# Time: )?(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,9})?"
              + "(?: ?(Z|[+-]\\d\\d:\\d\\d)| ([A-Z]{2,5})(?=[:\\s]))?");

  /// Slow logs of 5.6 and MariaDB: `# Time: 141005 13:05:00`.
  private static final Pattern SHORT =
      Pattern.compile("^(?:# Time: )?(\\d\\d)(\\d\\d)(\\d\\d) {1,2}(\\d{1,2}:\\d\\d:\\d\\d)");

  /// Audit plug-in of MariaDB and MySQL: `20260101 00:00:00,host,..`.
  private static final Pattern AUDIT =
      Pattern.compile("^(\\d{4})(\\d\\d)(\\d\\d) (\\d\\d:\\d\\d:\\d\\d),");

  private static final Pattern USER = Pattern.compile("^# User@Host: (\\S+?)\\[");

  /// The heart-beat of rotation: RDS itself flushes its logs.
  private static final Pattern FLUSH =
      Pattern.compile(
          "^(flush (?:(?:slow|general|error|binary|engine|relay) )?logs);?\\s*$",
          Pattern.CASE_INSENSITIVE);

  private static final Duration NEWEST = Duration.ofDays(1);
  private static final Duration OLDEST = Duration.ofDays(3653);

  private static final String RDS_ITSELF = "rdsadmin";

  private final SourceId source;
  private final Host host;
  private final Instant now;

  RdsLines(SourceId source, Host host, Instant now) {
    this.source = source;
    this.host = host;
    this.now = now;
  }

  /// What the next line inherits once this one was read.
  Context after(String line, Context before) {
    var user = USER.matcher(line);
    var who = user.find() ? user.group(1) : before.user();
    var at = time(line).filter(this::canBe).map(Instant::toString).orElse(before.last());
    return new Context(at, who);
  }

  /// A date in the text of a statement is no time of a line, and an index is named after it.
  private boolean canBe(Instant at) {
    return at.isBefore(now.plus(NEWEST)) && at.isAfter(now.minus(OLDEST));
  }

  LogRecord record(RawLine raw, String family, Context context, Instant fallback) {
    var line = raw.decoded();
    var at = context.last().isEmpty() ? fallback : Instant.parse(context.last());
    return new LogRecord(
        EvidenceId.of(source, raw.position(), raw.raw()),
        source,
        DATASET,
        host,
        at,
        raw.position(),
        line,
        event(line.text(), family, context));
  }

  private static LogEvent event(String line, String family, Context context) {
    var flush = FLUSH.matcher(line);
    if (flush.matches() && context.user().equals(RDS_ITSELF))
      return new LogEvent.Rotated(flush.group(1).toUpperCase(java.util.Locale.ROOT));
    return new LogEvent.Other(kind(family));
  }

  /// `rds.slowquery` for `slowquery/mysql-slowquery.log`, `rds.postgresql` for PostgreSQL.
  static String kind(String family) {
    if (family.contains("postgres")) return "rds.postgresql";
    var slash = family.indexOf('/');
    return "rds." + (slash > 0 ? family.substring(0, slash) : family);
  }

  /// Empty for a line without a time of its own.
  static Optional<Instant> time(String line) {
    try {
      return iso(line).or(() -> brief(line)).or(() -> audit(line));
    } catch (DateTimeException e) {
      return Optional.empty(); // 2026-02-30 in a statement
    }
  }

  private static Optional<Instant> iso(String line) {
    var matcher = ISO.matcher(line);
    if (!matcher.find()) return Optional.empty();
    var fraction = matcher.group(3) == null ? "" : matcher.group(3);
    var text = matcher.group(1) + "T" + matcher.group(2) + fraction;
    if (matcher.group(4) != null)
      return Optional.of(OffsetDateTime.parse(text + matcher.group(4)).toInstant());
    var zone = matcher.group(5) == null ? ZoneOffset.UTC : zone(matcher.group(5));
    return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
  }

  /// PostgreSQL writes the name of a zone (UTC, CET); what nobody knows is read as UTC.
  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name, ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  private static Optional<Instant> brief(String line) {
    var matcher = SHORT.matcher(line);
    if (!matcher.find()) return Optional.empty();
    var day = "20" + matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3);
    return Optional.of(utc(day, matcher.group(4)));
  }

  private static Optional<Instant> audit(String line) {
    var matcher = AUDIT.matcher(line);
    if (!matcher.find()) return Optional.empty();
    var day = matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3);
    return Optional.of(utc(day, matcher.group(4)));
  }

  private static Instant utc(String day, String time) {
    var padded = time.length() == 7 ? "0" + time : time;
    return LocalDateTime.parse(day + "T" + padded).toInstant(ZoneOffset.UTC);
  }
}
