// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import io.stillwatch.core.evidence.Host;

/// Anything that should recur: a crontab line, the rotation of a log.
///
/// `subject` is what it is about: the command of a cron job, the log's path or RDS family of a
/// rotation. `driver` is the id of the job that makes this one happen (the crontab line that runs
/// logrotate), or empty.
public record Job(
    String id,
    JobKind kind,
    String name,
    Host host,
    Schedule schedule,
    Definition definition,
    String subject,
    String driver) {

  public Job withSchedule(Schedule newSchedule) {
    return new Job(id, kind, name, host, newSchedule, definition, subject, driver);
  }

  public Job withDriver(String newDriver) {
    return new Job(id, kind, name, host, schedule, definition, subject, newDriver);
  }

  /// The id under which stoppages are one story: the driver's if there is one. The logs of an RDS
  /// instance that nothing else drives are rotated by the instance.
  public String group() {
    if (!driver.isEmpty()) return driver;
    return kind == JobKind.RDS_LOG ? "rds-" + host.name() : id;
  }
}
