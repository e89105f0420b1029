// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.app.config.Config.CalendarConfig;
import io.stillwatch.app.config.Config.DetectionConfig;
import io.stillwatch.core.job.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

/// The files that the plans of a configuration name: calendars, and what people say of jobs.
final class PlannedFiles {
  private static final String JOBS = "jobs.yaml";

  /// Any stretch: a check needs no more of a calendar than that it can be read.
  private static final Interval SAMPLE =
      new Interval(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

  private PlannedFiles() {}

  /// Names are relative to the folder of the configuration, where a `jobs.yaml` is taken up
  /// unasked.
  static Config resolved(Config config, Path file) {
    var detection = config.detection();
    var calendars =
        detection.calendars().stream()
            .map(calendar ->
                new CalendarConfig(
                    calendar.name(),
                    file.resolveSibling(calendar.file()).toString(),
                    calendar.zone(),
                    calendar.what(),
                    calendar.match()))
            .toList();
    return config.with(
        new DetectionConfig(
            detection.tickSeconds(),
            detection.trainAfterDays(),
            detection.retrainEveryHours(),
            detection.alertsPerMonth(),
            detection.checkpointMinutes(),
            detection.maintenance(),
            calendars,
            jobs(detection.jobs(), file)));
  }

  private static String jobs(String named, Path file) {
    if (!named.isEmpty()) return file.resolveSibling(named).toString();
    var usual = file.resolveSibling(JOBS);
    return Files.exists(usual) ? usual.toString() : "";
  }

  static void check(DetectionConfig detection) throws ConfigException {
    for (var calendar : detection.calendars())
      CalendarFile.read(Path.of(calendar.file()), ZoneId.of(calendar.zone()), SAMPLE);
    if (!detection.jobs().isEmpty()) JobsFile.read(Path.of(detection.jobs()));
  }
}
