// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.rds;

import static java.util.Locale.ROOT;

import io.stillwatch.simulator.chance.Dice;
import io.stillwatch.simulator.chance.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The log of PostgreSQL on RDS: a file an hour, kept for three days, with the line prefix that RDS
/// prescribes (`%t:%r:%u@%d:[%p]:`).
final class PostgresWorkload implements Workload {
  private static final String LOG = "error/postgresql.log.";
  private static final Duration KEPT = Duration.ofDays(3);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH", ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", ROOT).withZone(ZoneOffset.UTC);

  /// One message with its continuation lines.
  private record Entry(Instant at, String text) {}

  private final String name;
  private final double busyness;

  PostgresWorkload(String name, double busyness) {
    this.name = name;
    this.busyness = busyness;
  }

  @Override
  public void start(DatabaseInstance database, Instant at) {
    database.touch(LOG + HOUR.format(at), at);
  }

  @Override
  public void live(DatabaseInstance database, Instant minute, List<Instant> flushes, Dice dice) {
    var entries = new ArrayList<Entry>();
    var busy = busyness * Rhythm.at(minute);
    // Five minutes without a change need no checkpoint.
    if (minute.getEpochSecond() % 300 == 0 && dice.chance(Math.min(0.9, busy * 0.4))) {
      checkpoint(minute.plusMillis(dice.below(4000)), dice, entries);
    }
    for (var at : dice.instants(minute, 4.5 * busy)) {
      entries.add(new Entry(at, line(at, dice)));
    }
    entries.sort(Comparator.comparing(Entry::at));
    for (var entry : entries) {
      database.append(LOG + HOUR.format(entry.at()), entry.text(), entry.at());
    }
    var end = minute.plusSeconds(60);
    if (end.getEpochSecond() % 3600 != 0) return;
    database.touch(LOG + HOUR.format(end), end);
    database.expire(LOG, end.minus(KEPT));
  }

  private static void checkpoint(Instant at, Dice dice, List<Entry> entries) {
    var background = "::@:[355]:LOG:  checkpoint ";
    entries.add(new Entry(at, TIME.format(at) + background + "starting: time\n"));
    var buffers = dice.between(3, 900);
    var seconds = buffers / 50.0;
    var done = at.plusMillis((long) (seconds * 1000) + 40);
    var text =
        String.format(
            ROOT,
            "%s%scomplete: wrote %d buffers (%.1f%%); 0 WAL file(s) added, 0 removed, 1 recycled;"
                + " write=%.3f s, sync=0.006 s, total=%.3f s; sync files=%d, longest=0.004 s,"
                + " average=0.001 s; distance=%d kB, estimate=%d kB\n",
            TIME.format(done),
            background,
            buffers,
            buffers / 160.0,
            seconds,
            seconds + 0.031,
            dice.between(2, 40),
            dice.between(200, 66_000),
            dice.between(66_000, 131_000));
    entries.add(new Entry(done, text));
  }

  private String line(Instant at, Dice dice) {
    var client = "%d(%d)".formatted(dice.between(11, 18), dice.between(32768, 60999));
    var prefix =
        "%s:10.0.4.%s:%s_app@%s:[%d]:"
            .formatted(TIME.format(at), client, name, name, dice.between(900, 32_000));
    return switch (dice.below(6)) {
      case 0 ->
          prefix
              + "ERROR:  duplicate key value violates unique constraint \"%s_pkey\"\n"
                  .formatted(name)
              + prefix
              + "DETAIL:  Key (id)=(%d) already exists.\n".formatted(dice.below(9_000_000))
              + prefix
              + "STATEMENT:  INSERT INTO %s (id, body) VALUES ($1, $2)\n".formatted(name);
      case 1 ->
          "%s::@:[%d]:LOG:  automatic vacuum of table \"%s.public.%s\": index scans: 1\n\tpages: 0 removed, %d remain, 0 skipped due to pins, 0 skipped frozen\n\ttuples: %d removed, %d remain, 0 are dead but not yet removable\n"
              .formatted(
                  TIME.format(at),
                  dice.between(900, 32_000),
                  name,
                  name,
                  dice.between(40, 9000),
                  dice.between(10, 4000),
                  dice.between(9000, 900_000));
      case 2 -> prefix + "LOG:  could not receive data from client: Connection reset by peer\n";
      default ->
          prefix
              + String.format(
                  ROOT,
                  "LOG:  duration: %.3f ms  execute <unnamed>: SELECT id, body\n\tFROM %s\n\tWHERE created_at > $1\n",
                  1000 + dice.skewed(700),
                  name);
    };
  }
}
