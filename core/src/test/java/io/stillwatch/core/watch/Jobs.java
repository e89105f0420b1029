// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.CronFields;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;

/// Configured jobs of tests.
final class Jobs {
  static final ZoneId UTC = ZoneId.of("UTC");

  private Jobs() {}

  /// A daily line of /etc/crontab that runs a command of its own id.
  static Job daily(String id, String host, int hour, int minute) {
    return daily(id, host, hour, minute, UTC);
  }

  static Job daily(String id, String host, int hour, int minute, ZoneId zone) {
    return line(
        id,
        host,
        cron(minute + " " + hour + " * * *", only(minute), only(hour), zone, Duration.ofDays(1)));
  }

  static Job hourly(String id, String host, int minute) {
    return line(
        id, host, cron(minute + " * * * *", only(minute), all(24), UTC, Duration.ofHours(1)));
  }

  static Job every(String id, String host, int minutes) {
    var at = new BitSet();
    for (int minute = 0; minute < 60; minute += minutes) at.set(minute);
    return line(
        id, host, cron("*/" + minutes + " * * * *", at, all(24), UTC, Duration.ofMinutes(minutes)));
  }

  static Job line(String id, String host, Schedule schedule) {
    return new Job(
        id,
        JobKind.SCHEDULED_COMMAND,
        "/opt/" + id + ".sh",
        Host.server(host),
        schedule,
        new Definition("/etc/crontab", 1, "root", "/opt/" + id + ".sh"),
        "/opt/" + id + ".sh",
        "");
  }

  /// A stanza for one log, driven by a job each day at that time.
  static Job rotation(String id, String host, String log, RotationRule rule, Job driver) {
    return new Job(
        id,
        JobKind.LOG_ROTATION,
        log,
        Host.server(host),
        new Schedule.Rotation(rule, driver.schedule(), UTC),
        new Definition("/etc/logrotate.d/app", 1, "root", rule.directive()),
        log,
        driver.id());
  }

  static Schedule cron(
      String expression, BitSet minutes, BitSet hours, ZoneId zone, Duration period) {
    var any = new BitSet();
    any.set(0, 32);
    return new Schedule.Cron(
        expression, new CronFields(minutes, hours, any, any, any, true, true), zone, period);
  }

  static BitSet only(int value) {
    var set = new BitSet();
    set.set(value);
    return set;
  }

  static BitSet all(int until) {
    var set = new BitSet();
    set.set(0, until);
    return set;
  }
}
