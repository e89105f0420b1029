// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.job.Schedule.Cron.ClockChanges;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// When a line is due, as the daemon understands it.
///
/// `parts` are the fields as written, one for a nickname; `random` is cronie's `~`, a value drawn
/// when the table is loaded.
public record Timing(
    String expression, CronFields fields, List<Part> parts, boolean atReboot, boolean random) {
  private static final List<CronField> FIELDS = List.of(CronField.values());

  public Timing {
    parts = List.copyOf(parts);
  }

  /// One field as written.
  public record Part(String text, int column) {}

  /// The field as written, or empty under a nickname.
  public Optional<Part> part(CronField field) {
    return parts.size() == FIELDS.size()
        ? Optional.of(parts.get(FIELDS.indexOf(field)))
        : Optional.empty();
  }

  /// The schedule in a zone; [Schedule.Never] where no due time will ever come.
  public Schedule schedule(ZoneId zone) {
    return schedule(zone, ClockChanges.CAUGHT_UP);
  }

  /// As [#schedule(ZoneId)], where the daemon treats changes of the clock otherwise.
  public Schedule schedule(ZoneId zone, ClockChanges clockChanges) {
    if (atReboot) return new Schedule.Never("at reboot only");
    var period = DueTimes.period(fields);
    if (period.isEmpty()) return new Schedule.Never("never: " + expression + " names no time");
    if (random) return new Schedule.SinceLast(period.get(), "once per " + expression);
    return new Schedule.Cron(expression, fields, zone, clockChanges, period.get());
  }

  /// The typical distance of two due times, or empty if there are none.
  public Optional<Duration> period() {
    return atReboot ? Optional.empty() : DueTimes.period(fields);
  }
}
