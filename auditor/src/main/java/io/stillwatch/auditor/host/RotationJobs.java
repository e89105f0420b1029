// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.Settings;
import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Definition.Condition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one job for each log or glob of a logrotate stanza.
///
/// A week has 8 days and a month 32, since the slack of one day is real: on Debian 9 `weekly`
/// alternates 6 and 8 days. No rotation comes more often than the job that drives it.
final class RotationJobs {
  private static final Duration DAY = Duration.ofDays(1);

  private final Host host;
  private final Optional<Job> driver;
  private final Duration tick;

  RotationJobs(Host host, Optional<Job> driver) {
    this.host = host;
    this.driver = driver;
    this.tick = driver.map(d -> d.schedule().period()).filter(p -> !p.isZero()).orElse(DAY);
  }

  /// Jobs by the pattern they come from; of two stanzas for one log the first counts, as for
  /// logrotate.
  List<RotationJob> of(LogrotateConfig config) {
    Map<String, RotationJob> jobs = new LinkedHashMap<>();
    for (var stanza : config.stanzas()) {
      for (var pattern : stanza.patterns()) {
        jobs.putIfAbsent(pattern.text(), new RotationJob(stanza, job(stanza, pattern)));
      }
    }
    return new ArrayList<>(jobs.values());
  }

  private Job job(Stanza stanza, Stanza.Pattern pattern) {
    var settings = stanza.settings();
    var user = settings.value("su").map(s -> s.split("\\s+", 2)[0]).orElse("root");
    var conditions = EnumSet.noneOf(Condition.class);
    if (settings.has("notifempty")) conditions.add(Condition.NOT_IF_EMPTY);
    if (settings.has("missingok")) conditions.add(Condition.MISSING_OK);
    return new Job(
        StableId.of(host.name(), "logrotate", pattern.text()),
        JobKind.LOG_ROTATION,
        pattern.text(),
        host,
        schedule(settings),
        new Definition(stanza.path(), pattern.line(), user, settings.inWords(), conditions),
        pattern.text(),
        driver.map(Job::id).orElse(""));
  }

  private Schedule schedule(Settings settings) {
    var period = period(settings);
    if (settings.criterion().equals("size")) {
      return new Schedule.WhenLarger(settings.sizeBytes(), tick);
    }
    if (settings.minBytes().isPresent()) {
      return new Schedule.WhenLarger(settings.minBytes().getAsLong(), period);
    }
    return new Schedule.SinceLast(period, settings.criterion());
  }

  private Duration period(Settings settings) {
    var wanted =
        switch (settings.criterion()) {
          case "minutes" -> minutes(settings);
          case "hourly" -> Duration.ofHours(1);
          case "weekly" -> Duration.ofDays(8);
          case "monthly" -> Duration.ofDays(32);
          case "yearly" -> Duration.ofDays(367);
          default -> DAY;
        };
    return wanted.compareTo(tick) < 0 ? tick : wanted;
  }

  private static Duration minutes(Settings settings) {
    return settings
        .value("minutes")
        .filter(v -> v.matches("\\d{1,6}"))
        .map(v -> Duration.ofMinutes(Math.max(1, Long.parseLong(v))))
        .orElse(DAY);
  }
}
