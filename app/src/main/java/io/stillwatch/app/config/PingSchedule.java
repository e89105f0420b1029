// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.auditor.crontab.Crontab;
import io.stillwatch.auditor.crontab.TablePlace;
import io.stillwatch.core.evidence.Platform.Dialect;
import io.stillwatch.core.job.DeclaredPing.Timing;
import io.stillwatch.core.job.Schedule;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/// Reads when a job that pings is due: five fields of cron, or a name such as `@daily`, in a time
/// zone.
public final class PingSchedule {
  private static final int LONGEST = 100;
  private static final TablePlace TABLE = new TablePlace("pings", TablePlace.Format.USER, "");

  private PingSchedule() {}

  /// Throws an [IllegalArgumentException] that says what to write.
  public static Timing timing(String schedule, String zone) {
    var timing = new Timing(schedule.strip(), zone(zone));
    if (!timing.schedule().isEmpty()) mustNameTimes(timing);
    return timing;
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.isBlank() ? "UTC" : name.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone is '" + name + "'. Write one such as Europe/Berlin or UTC.", e);
    }
  }

  private static void mustNameTimes(Timing timing) {
    if (find(timing).isEmpty())
      throw new IllegalArgumentException(
          "schedule is '"
              + timing.schedule()
              + "'. Write five fields of cron, such as 30 2 * * *, or @daily.");
  }

  /// The due times of a schedule; empty if it names none.
  public static Optional<Schedule> find(Timing timing) {
    var text = timing.schedule();
    boolean oneLine = text.length() <= LONGEST && text.chars().allMatch(c -> c >= ' ' && c < 127);
    var table = Crontab.read(TABLE, Dialect.DEBIAN, oneLine ? text + " ping\n" : "");
    for (var entry : table.entries()) {
      var schedule = entry.timing().schedule(timing.zone());
      boolean whole = entry.command().raw().equals("ping");
      if (whole && !(schedule instanceof Schedule.Never)) return Optional.of(schedule);
    }
    return Optional.empty();
  }
}
