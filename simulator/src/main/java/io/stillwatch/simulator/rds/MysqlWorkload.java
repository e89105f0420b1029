// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.chance.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The logs of MySQL and MariaDB on RDS.
///
/// RDS itself moves the error log to `mysql-error-running.log` every five minutes and closes that
/// one on the hour (RDS User Guide, MySQL and MariaDB database log files). The slow query log is
/// closed by a job of the fleet, and by nobody else.
final class MysqlWorkload implements Workload {
  private static final String ERROR = "error/mysql-error.log";
  private static final String RUNNING = "error/mysql-error-running.log";
  private static final String SLOW = "slowquery/mysql-slowquery.log";
  private static final int SLOW_DAYS_KEPT = 14;
  private static final DateTimeFormatter HOUR = format("uuuu-MM-dd.HH");
  private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
  private static final DateTimeFormatter MYSQL = format("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  private static final DateTimeFormatter MARIADB = format("uuuu-MM-dd HH:mm:ss");

  private final SlowQueries queries;
  private final double slowPerHour;

  MysqlWorkload(SlowQueries queries, double slowPerHour) {
    this.queries = queries;
    this.slowPerHour = slowPerHour;
  }

  @Override
  public void start(DatabaseInstance database, Instant at) {
    database.touch(ERROR, at);
    database.touch(RUNNING, at);
    database.append(SLOW, queries.header(), at);
  }

  @Override
  public void live(DatabaseInstance database, Instant minute, List<Instant> flushes, Dice dice) {
    record Event(Instant at, Runnable write) {}
    var events = new ArrayList<Event>();
    for (var at : flushes) events.add(new Event(at, () -> closeSlowLog(database, at)));
    for (var at : dice.instants(minute, slowPerHour * Rhythm.at(minute))) {
      var query = queries.query(at, dice);
      events.add(new Event(at, () -> database.append(SLOW, query, at)));
    }
    for (var at : dice.instants(minute, 2.2 * Rhythm.at(minute))) {
      var note = note(at, dice);
      events.add(new Event(at, () -> database.append(ERROR, note, at)));
    }
    events.sort(Comparator.comparing(Event::at));
    for (var event : events) event.write().run();
    rotate(database, minute.plusSeconds(60));
  }

  private void rotate(DatabaseInstance database, Instant at) {
    if (at.getEpochSecond() % 300 != 0) return;
    database.flush(ERROR, RUNNING, at);
    if (at.getEpochSecond() % 3600 != 0) return;
    database.rotate(RUNNING, RUNNING + "." + HOUR.format(at), at);
    // MariaDB keeps a day, MySQL two weeks (collected from the User Guide).
    var kept = queries.engine() == Engine.MARIADB ? Duration.ofHours(24) : Duration.ofDays(14);
    database.expire(RUNNING + ".", at.minus(kept));
    database.expire(SLOW + ".", at.minus(Duration.ofDays(SLOW_DAYS_KEPT)));
  }

  private void closeSlowLog(DatabaseInstance database, Instant at) {
    database.rotate(SLOW, SLOW + "." + DAY.format(at), at);
    database.append(SLOW, queries.header() + queries.flushed(at), at);
  }

  private String note(Instant at, Dice dice) {
    var thread = 4000 + dice.below(60_000);
    var schema = queries.schema();
    var why =
        dice.oneOf(
            "Got timeout reading communication packets",
            "Got an error reading communication packets",
            "Got an error writing communication packets");
    var aborted =
        "Aborted connection %d to db: '%s' user: '%s_app' host: '10.0.4.%d' (%s)"
            .formatted(thread, schema, schema, dice.between(11, 18), why);
    if (queries.engine() == Engine.MARIADB) {
      return "%s %d [Warning] %s\n".formatted(MARIADB.format(at), thread, aborted);
    }
    var stamp = MYSQL.format(at);
    if (dice.chance(0.15)) {
      return "%s %d [Warning] [MY-013360] [Server] Plugin mysql_native_password reported: ''mysql_native_password' is deprecated and will be removed in a future release. Please use caching_sha2_password instead'\n"
          .formatted(stamp, thread);
    }
    return "%s %d [Note] [MY-010914] [Server] %s.\n".formatted(stamp, thread, aborted);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
