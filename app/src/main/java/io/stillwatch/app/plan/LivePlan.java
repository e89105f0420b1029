// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.plan;

import io.stillwatch.app.config.CalendarFile;
import io.stillwatch.app.config.Config.CalendarConfig;
import io.stillwatch.app.config.Config.DetectionConfig;
import io.stillwatch.app.config.ConfigException;
import io.stillwatch.app.config.JobsFile;
import io.stillwatch.app.config.PlannedWindows;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.plan.MaintenanceWindow;
import io.stillwatch.core.plan.Plan;
import io.stillwatch.core.store.PingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The maintenance windows of a configuration, its calendars and its file of jobs. Files that
/// changed are read again, looked for once a minute; may be used by any thread.
public final class LivePlan {
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  /// A calendar is read for so long before and after the present, and again each day: what recurs
  /// without an end is then always known far enough.
  private static final Duration AROUND = Duration.ofDays(400);

  private static final Duration CALENDAR_EVERY = Duration.ofDays(1);

  private final InstantSource clock;
  private final List<MaintenanceWindow> windows;
  private final List<ReloadedFile<MaintenanceWindow>> calendars = new ArrayList<>();
  private final List<ReloadedFile<JobsFile>> jobs = new ArrayList<>();
  private volatile Instant nextLookAt = Instant.MIN;
  private volatile List<MaintenanceWindow> all = List.of();
  private volatile JobsFile notes = JobsFile.EMPTY;
  private final LivePings pings;

  /// Of a configuration that was read by [io.stillwatch.app.config.ConfigFile], which checks it.
  public LivePlan(DetectionConfig config, PingStore declared, InstantSource clock) {
    this.clock = clock;
    this.pings = new LivePings(this::pingsOfFile, declared, clock);
    this.windows = windows(config);
    for (var calendar : config.calendars())
      calendars.add(
          new ReloadedFile<>(Path.of(calendar.file()), CALENDAR_EVERY, now -> read(calendar, now)));
    if (!config.jobs().isEmpty())
      jobs.add(
          new ReloadedFile<>(
              Path.of(config.jobs()),
              ReloadedFile.NEVER,
              _ -> JobsFile.read(Path.of(config.jobs()))));
  }

  private static List<MaintenanceWindow> windows(DetectionConfig config) {
    try {
      return PlannedWindows.of(config, "the configuration");
    } catch (ConfigException e) {
      throw new IllegalArgumentException("The configuration was not checked.", e);
    }
  }

  /// Always what is in force at the moment.
  public Plan plan() {
    return new Plan(
        () -> {
          look();
          return all;
        },
        job -> {
          look();
          return notes.of(job).or(pings.note(job));
        },
        pings::jobs);
  }

  /// The jobs that ping and are declared.
  public LivePings pings() {
    return pings;
  }

  private List<DeclaredPing> pingsOfFile() {
    look();
    return notes.pings();
  }

  /// Why what is in force is not what the files say; empty if it is.
  public String problem() {
    look();
    return problems();
  }

  private synchronized String problems() {
    var problems = new ArrayList<String>();
    for (var file : calendars) problems.add(file.problem());
    for (var file : jobs) problems.add(file.problem());
    return problems.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining(" "));
  }

  private void look() {
    var now = clock.instant();
    if (now.isBefore(nextLookAt)) return;
    lookAt(now);
  }

  private synchronized void lookAt(Instant now) {
    if (now.isBefore(nextLookAt)) return;
    var found = new ArrayList<>(windows);
    for (var file : calendars) file.at(now).ifPresent(found::add);
    all = List.copyOf(found);
    for (var file : jobs) notes = file.at(now).orElse(JobsFile.EMPTY);
    nextLookAt = now.plus(LOOK_EVERY);
  }

  private static MaintenanceWindow read(CalendarConfig calendar, Instant now)
      throws ConfigException {
    var stretch = new Interval(now.minus(AROUND), now.plus(AROUND));
    var zone = ZoneId.of(calendar.zone());
    return PlannedWindows.of(calendar, CalendarFile.read(Path.of(calendar.file()), zone, stretch));
  }
}
