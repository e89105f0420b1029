// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import io.stillwatch.app.config.Config.CalendarConfig;
import io.stillwatch.app.config.Config.DetectionConfig;
import io.stillwatch.app.config.Config.MatchConfig;
import io.stillwatch.app.config.Config.WindowConfig;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.plan.JobMatch;
import io.stillwatch.core.plan.MaintenanceWindow;
import io.stillwatch.core.plan.MaintenanceWindow.Kind;
import io.stillwatch.core.plan.Recurrence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the maintenance windows of a configuration, and checks its calendars but for their files.
public final class PlannedWindows {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final String HOLIDAY = "holiday";

  /// Long enough to hold every day of a month and of a week.
  private static final Interval SAMPLE =
      new Interval(Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2027-04-01T00:00:00Z"));

  private final String place;

  private PlannedWindows(String place) {
    this.place = place;
  }

  /// `file` is the configuration, for the message.
  public static List<MaintenanceWindow> of(DetectionConfig config, String file)
      throws ConfigException {
    var names = new HashSet<String>();
    var windows = new ArrayList<MaintenanceWindow>();
    int number = 0;
    for (var window : config.maintenance()) {
      var rules = new PlannedWindows(file + ": detection.maintenance[" + number++ + "]");
      rules.name(window.name(), names);
      windows.add(rules.window(window));
    }
    number = 0;
    for (var calendar : config.calendars()) {
      var rules = new PlannedWindows(file + ": detection.calendars[" + number++ + "]");
      rules.name(calendar.name(), names);
      rules.calendar(calendar);
    }
    return windows;
  }

  /// Of a calendar that was checked; `times` are those of its file.
  public static MaintenanceWindow of(CalendarConfig calendar, List<Interval> times)
      throws ConfigException {
    var match = new PlannedWindows(calendar.name()).match(calendar.match());
    return new MaintenanceWindow(
        calendar.name(), Kind.HOLIDAY, match, new Recurrence.Listed(times));
  }

  private void name(String name, Set<String> names) throws ConfigException {
    require(!name.isBlank(), ".name is missing. Write what people call it.");
    require(names.add(name), ".name is '" + name + "', which another one has. Choose another.");
  }

  private void calendar(CalendarConfig calendar) throws ConfigException {
    require(!calendar.file().isBlank(), ".file is missing. Name a file of events (.ics).");
    zone(calendar.zone());
    require(
        calendar.what().equals(HOLIDAY),
        ".what is '" + calendar.what() + "'. Write holiday, or leave it out.");
    match(calendar.match());
  }

  private MaintenanceWindow window(WindowConfig window) throws ConfigException {
    var zone = zone(window.zone());
    var match = match(window.match());
    boolean once = !window.from().isEmpty() || !window.until().isEmpty();
    boolean repeated =
        !window.days().isEmpty() || !window.start().isEmpty() || !window.duration().isEmpty();
    require(
        once != repeated,
        " needs either from and until, or days, start and duration" + (once ? ", not both." : "."));
    var recurrence = once ? once(window, zone) : repeated(window, zone);
    return new MaintenanceWindow(window.name(), Kind.MAINTENANCE, match, recurrence);
  }

  private Recurrence once(WindowConfig window, ZoneId zone) throws ConfigException {
    var from = localTime(".from", window.from());
    var until = localTime(".until", window.until());
    require(from.isBefore(until), ".until is not after .from. Exchange or correct them.");
    length(".until", Duration.between(from, until));
    var once = new Recurrence.Once(from, until, zone);
    require(
        !once.during(new Interval(Instant.EPOCH, Instant.MAX)).isEmpty(),
        " is empty: clocks in " + zone + " skip that time.");
    return once;
  }

  private Recurrence repeated(WindowConfig window, ZoneId zone) throws ConfigException {
    require(
        !window.days().isEmpty(),
        ".days is missing. Write daily, or a list such as [sat, sun], [1, 15] or [2nd tue].");
    var start = timeOfDay(window.start());
    var length = duration(window.duration());
    length(".duration", length);
    try {
      var repeated = new Recurrence.Repeated(DayWords.read(window.days()), start, length, zone);
      var times = Interval.merged(repeated.during(SAMPLE));
      boolean always =
          !times.isEmpty() && times.getFirst().within(SAMPLE).equals(SAMPLE.within(SAMPLE));
      require(
          !always,
          " is always open, so that no job would ever be expected: its duration reaches its next"
              + " start. Shorten it.");
      return repeated;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(place + ".days: " + e.getMessage());
    }
  }

  private void length(String key, Duration length) throws ConfigException {
    require(
        length.compareTo(LONGEST) <= 0,
        key + " makes it longer than 31 days. Shorten it, or take the job out of service.");
  }

  private LocalDateTime localTime(String key, String text) throws ConfigException {
    try {
      return LocalDateTime.parse(text.strip().replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          place
              + key
              + " is '"
              + text
              + "'. Write a local time without an offset, such as \"2026-12-24T18:00\".");
    }
  }

  private LocalTime timeOfDay(String text) throws ConfigException {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          place + ".start is '" + text + "'. Write a time of day in quotes, such as \"22:00\".");
    }
  }

  private Duration duration(String text) throws ConfigException {
    try {
      var length = Duration.parse(text);
      require(length.isPositive(), ".duration is " + text + ". Write one that is not empty.");
      return length;
    } catch (DateTimeParseException e) {
      throw new ConfigException(
          place + ".duration is '" + text + "'. Write one such as PT4H or P2D.");
    }
  }

  private ZoneId zone(String zone) throws ConfigException {
    require(!zone.isEmpty(), ".zone is missing. Write the time zone that it is in, or UTC.");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new ConfigException(
          place + ".zone: '" + zone + "' is not a time zone. Write one such as Europe/Berlin.");
    }
  }

  private JobMatch match(MatchConfig match) throws ConfigException {
    try {
      return Matches.of(match.host(), match.job(), match.kind());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(place + ".match: " + e.getMessage());
    }
  }

  private void require(boolean holds, String otherwise) throws ConfigException {
    if (!holds) throw new ConfigException(place + otherwise);
  }
}
