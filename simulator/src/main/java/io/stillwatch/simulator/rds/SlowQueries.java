// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import static java.util.Locale.ROOT;

import io.stillwatch.simulator.chance.Dice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Entries of a slow query log as MySQL 8 and MariaDB write them.
final class SlowQueries {
  private static final DateTimeFormatter MYSQL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MARIADB =
      DateTimeFormatter.ofPattern("yyMMdd HH:mm:ss", ROOT).withZone(ZoneOffset.UTC);

  private final String schema;
  private final Engine engine;
  private final String version;
  private final int usualIds;

  /// `usualIds` is the usual length of the lists in `IN (..)`, which make a log small or large.
  SlowQueries(String schema, Engine engine, String version, int usualIds) {
    this.schema = schema;
    this.engine = engine;
    this.version = version;
    this.usualIds = usualIds;
  }

  Engine engine() {
    return engine;
  }

  String schema() {
    return schema;
  }

  /// The three lines that the server writes whenever it opens the file, at its start and after a
  /// flush.
  String header() {
    var server =
        engine == Engine.MYSQL
            ? version + " (Source distribution). "
            : version + "-MariaDB-log (managed by https://aws.amazon.com/rds/). ";
    return "/rdsdbbin/mysql/bin/mysqld, Version: "
        + server
        + "started with:\nTcp port: 3306  Unix socket: /tmp/mysql.sock\n"
        + "Time                 Id Command    Argument\n";
  }

  /// The entry of the flush itself, the first one in the new file.
  String flushed(Instant at) {
    var user = "rdsadmin[rdsadmin] @ localhost [127.0.0.1]";
    return entry(at, user, 7, "# Query_time: 0.002968", 0, "FLUSH SLOW LOGS;\n");
  }

  String query(Instant at, Dice dice) {
    var seconds = 1 + dice.skewed(0.9);
    var user = "%s_app[%s_app] @  [10.0.4.%d]".formatted(schema, schema, dice.between(11, 18));
    var time = String.format(ROOT, "# Query_time: %.6f", seconds);
    var examined = (int) dice.skewed(180_000);
    return entry(at, user, 4000 + dice.below(60_000), time, examined, statement(dice));
  }

  private String entry(
      Instant at, String user, int thread, String time, int examined, String statement) {
    var stamp = "SET timestamp=" + at.getEpochSecond() + ";\n";
    if (engine == Engine.MYSQL) {
      return "# Time: %s\n# User@Host: %s  Id: %5d\n%s  Lock_time: 0.000004 Rows_sent: %d  Rows_examined: %d\n%s%s"
          .formatted(
              MYSQL.format(at), user, thread, time, examined / 900, examined, stamp, statement);
    }
    return "# Time: %s\n# User@Host: %s\n# Thread_id: %d  Schema: %s  QC_hit: No\n%s  Lock_time: 0.000041  Rows_sent: %d  Rows_examined: %d\n# Rows_affected: 0  Bytes_sent: %d\n%s%s"
        .formatted(
            MARIADB.format(at),
            user,
            thread,
            schema,
            time,
            examined / 900,
            examined,
            examined / 9,
            stamp,
            statement);
  }

  private String statement(Dice dice) {
    var table = schema + dice.oneOf("", "_items", "_history");
    return switch (dice.below(4)) {
      case 0 ->
          "SELECT t.id, t.state, t.total\nFROM %s t\nWHERE t.state = 'open' AND t.updated_at < NOW() - INTERVAL %d HOUR\nORDER BY t.updated_at;\n"
              .formatted(table, dice.between(2, 96));
      case 1 ->
          "UPDATE %s SET synced_at = NOW() WHERE batch = %d;\n"
              .formatted(table, dice.between(10_000, 99_999));
      default -> "SELECT * FROM %s WHERE id IN (%s);\n".formatted(table, ids(dice));
    };
  }

  private String ids(Dice dice) {
    var ids = new StringBuilder();
    var first = dice.between(1_000_000, 8_000_000);
    for (var rest = (int) dice.skewed(usualIds); rest >= 0; rest--) {
      first += dice.between(1, 90);
      ids.append(first).append(rest == 0 ? "" : ",");
    }
    return ids.toString();
  }
}
