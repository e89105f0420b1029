// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.cloud;

import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import java.util.Set;
import java.util.regex.Pattern;

/// What pg_cron makes of a schedule: five fields as Debian's cron reads them, with `$` for the last
/// day of the month, or a nickname, or `N seconds` below a minute.
enum PgCronSchedule {
  READABLE,
  TOO_FEW_FIELDS,
  TOO_MANY_FIELDS,
  UNREADABLE;

  private static final TablePlace PLACE =
      new TablePlace("pg_cron", TablePlace.Format.USER, "pg_cron");
  private static final Pattern SECONDS =
      Pattern.compile("(\\d+)\\s*seconds?", Pattern.CASE_INSENSITIVE);
  private static final Pattern BELOW_A_MINUTE = Pattern.compile("0*[1-5]?\\d");
  private static final Set<String> NICKNAMES =
      Set.of(
          "@reboot",
          "@restart",
          "@yearly",
          "@annually",
          "@monthly",
          "@weekly",
          "@daily",
          "@midnight",
          "@hourly");
  private static final int FIELDS = 5;
  private static final int DAY_OF_MONTH = 2;

  static PgCronSchedule of(String text) {
    var schedule = text.strip();
    if (schedule.isEmpty()) return READABLE; // not told
    var seconds = SECONDS.matcher(schedule);
    if (seconds.matches()) return readable(belowAMinute(seconds.group(1)));
    var fields = schedule.split("\\s+", -1);
    if (schedule.startsWith("@")) return readable(NICKNAMES.contains(fields[0]));
    if (fields.length < FIELDS) return TOO_FEW_FIELDS;
    if (fields.length > FIELDS) return TOO_MANY_FIELDS;
    fields[DAY_OF_MONTH] = fields[DAY_OF_MONTH].replaceAll("(?<![^,])\\$(?![^,])", "31");
    var line = String.join(" ", fields) + " x\n";
    return readable(Crontab.read(PLACE, Dialect.DEBIAN, line).faults().isEmpty());
  }

  private static boolean belowAMinute(String seconds) {
    return BELOW_A_MINUTE.matcher(seconds).matches() && !seconds.matches("0+");
  }

  private static PgCronSchedule readable(boolean readable) {
    return readable ? READABLE : UNREADABLE;
  }
}
