// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.rds;

import io.stillwatch.collector.EvidenceId;
import io.stillwatch.collector.database.DatabaseLog;
import io.stillwatch.collector.database.DatabaseRecords;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.LogFile;
import io.stillwatch.core.evidence.Position;
import io.stillwatch.core.evidence.SourceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// What RDS adds to the lines of databases: where they come from, and by which line a file is
/// known.
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

  private final SourceId source;
  private final Host host;
  private final Instant now;

  RdsLines(SourceId source, Host host, Instant now) {
    this.source = source;
    this.host = host;
    this.now = now;
  }

  /// The reader of one log. What no name tells is read as the simplest form: a line that begins
  /// with a time begins a record.
  DatabaseRecords of(String family) {
    var log = DatabaseLog.ofPath(family).orElse(DatabaseLog.MYSQL_ERROR);
    var origin = new DatabaseRecords.Origin(source, host, DATASET, kind(family));
    return new DatabaseRecords(origin, log, ZoneOffset.UTC, now);
  }

  /// The time of lines before the first dated one of a file.
  Instant fallback(LogFile file) {
    return file.hasModified() ? file.modified() : now;
  }

  /// Bytes of a content that nobody could read.
  Gap gap(Reading reading, long offset, long bytes, String why) {
    var position = new Position(reading.name(), reading.generation(), offset);
    var id = EvidenceId.of(source.value(), reading.generation(), Long.toString(offset), "gap");
    var at = reading.context().time().orElse(now);
    return new Gap(id, source, host, at, position, bytes, why);
  }

  /// What pages are known to have left out or changed, and nobody can read again.
  Gap damaged(Reading reading, String why) {
    var damage = reading.reconciliation().blocks().getFirst();
    var offset = Long.toString(damage.from());
    var id = EvidenceId.of(source.value(), reading.generation(), offset, "damage");
    var position = new Position(reading.name(), reading.generation(), damage.from());
    var at = reading.context().time().orElse(now);
    return new Gap(id, source, host, at, position, reading.reconciliation().bytes(), why);
  }

  static boolean isPostgresText(String family) {
    return DatabaseLog.ofPath(family).filter(log -> log == DatabaseLog.POSTGRES_TEXT).isPresent();
  }

  /// `rds.slowquery` for `slowquery/mysql-slowquery.log`, `rds.postgresql` for PostgreSQL.
  static String kind(String family) {
    if (family.contains("postgres")) return "rds.postgresql";
    var slash = family.indexOf('/');
    return "rds." + (slash > 0 ? family.substring(0, slash) : family);
  }

  /// Empty for a line without a time of its own. Contents are named by what stands before the first
  /// such line, so this must stay as it is although [DatabaseRecords] knows more forms.
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
