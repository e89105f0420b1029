// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.auditor.logrotate.LogrotateConfig;
import io.stillwatch.auditor.logrotate.Settings;
import io.stillwatch.auditor.logrotate.Stanza;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Definition.Condition;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.RotationRule;
import io.stillwatch.core.job.RotationRule.Frequency;
import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one job for each log or glob of a logrotate stanza.
///
/// The stanza says what logrotate asks for, the job that runs logrotate when it asks. Where nothing
/// runs it the opportunity is unknown, not absent: a rotation that nothing drives stays due.
final class RotationJobs {
  private static final Schedule UNKNOWN = new Schedule.Learning(0, 0);
  private static final Duration DAY = Duration.ofDays(1);

  private final Host host;
  private final ZoneId zone;
  private final Optional<Job> driver;
  private final Schedule opportunity;

  RotationJobs(Host host, ZoneId zone, Optional<Job> driver) {
    this.host = host;
    this.zone = zone;
    this.driver = driver;
    this.opportunity =
        driver.map(Job::schedule).filter(s -> s.period().isPositive()).orElse(UNKNOWN);
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
    return frequency(settings.criterion())
        .<Schedule>map(f -> new Schedule.Rotation(rule(f, settings), opportunity, zone))
        .orElseGet(() -> new Schedule.SinceLast(minutes(settings), settings.criterion()));
  }

  /// As `findNeedRotating` of logrotate reads them: `minsize` and `maxsize` have no part in a
  /// rotation by size.
  private static RotationRule rule(Frequency frequency, Settings settings) {
    return new RotationRule(
        frequency,
        frequency == Frequency.SIZE ? settings.sizeBytes() : 0,
        settings.minBytes().orElse(0),
        settings.maxBytes().orElse(0),
        settings.criterionInWords());
  }

  private static Optional<Frequency> frequency(String criterion) {
    return switch (criterion) {
      case "hourly" -> Optional.of(Frequency.HOURLY);
      case "daily" -> Optional.of(Frequency.DAILY);
      case "weekly" -> Optional.of(Frequency.WEEKLY);
      case "monthly" -> Optional.of(Frequency.MONTHLY);
      case "yearly" -> Optional.of(Frequency.YEARLY);
      case "size" -> Optional.of(Frequency.SIZE);
      default -> Optional.empty();
    };
  }

  private Duration minutes(Settings settings) {
    var tick = opportunity.period().isPositive() ? opportunity.period() : DAY;
    var wanted =
        settings
            .value("minutes")
            .filter(v -> v.matches("\\d{1,6}"))
            .map(v -> Duration.ofMinutes(Math.max(1, Long.parseLong(v))))
            .orElse(DAY);
    return Durations.longer(wanted, tick);
  }
}
