// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.config;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import io.stillwatch.core.job.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;

/// Reads when the events of a calendar (RFC 5545, `.ics`) are: their beginning, their end, and how
/// they recur. Cancelled events are left out; all else in the file is passed over.
public final class CalendarFile {
  /// What decides when an event is; a fault elsewhere does no harm.
  private static final Set<String> DECISIVE =
      Set.of("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE");

  private static final int MOST_OCCURRENCES = 5_000;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Path file;
  private final ZoneId zone;
  private final Interval stretch;
  private final List<Integer> lines = new ArrayList<>();

  private CalendarFile(Path file, ZoneId zone, Interval stretch) {
    this.file = file;
    this.zone = zone;
    this.stretch = stretch;
  }

  /// The times of the events that are within a stretch; `zone` is that of whole days and of times
  /// without a zone.
  public static List<Interval> read(Path file, ZoneId zone, Interval stretch)
      throws ConfigException {
    var reader = new CalendarFile(file, zone, stretch);
    var text = reader.text();
    reader.findEvents(text);
    return Interval.merged(reader.times(text));
  }

  private String text() throws ConfigException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException(
          "The calendar "
              + file
              + " cannot be read: "
              + e
              + ". Correct detection.calendars, or put a text in UTF-8 there.");
    }
  }

  /// At which lines events begin. The library passes over an event without an end.
  private void findEvents(String text) throws ConfigException {
    int number = 0;
    int open = 0;
    for (var line : text.lines().map(String::strip).toList()) {
      number++;
      if (line.equalsIgnoreCase("BEGIN:VEVENT")) {
        if (open > 0) throw fault(open, "the event does not end. Export the calendar again.");
        open = number;
        lines.add(number);
      }
      if (line.equalsIgnoreCase("END:VEVENT")) open = 0;
    }
    if (open > 0) throw fault(open, "the event does not end. Export the calendar again.");
    if (lines.isEmpty())
      throw fault(1, "there is no event in it. Export the calendar again as iCalendar (.ics).");
  }

  private List<Interval> times(String text) throws ConfigException {
    var warnings = new ArrayList<List<ParseWarning>>();
    var calendars =
        Biweekly.parse(text).defaultTimezone(TimeZone.getTimeZone(zone)).warnings(warnings).all();
    if (calendars.isEmpty())
      throw fault(1, "it is not a calendar. It must begin with BEGIN:VCALENDAR.");
    for (var warning : warnings.stream().flatMap(List::stream).toList()) {
      if (warning.getPropertyName() == null || !DECISIVE.contains(warning.getPropertyName()))
        continue;
      int line = warning.getLineNumber() == null ? 1 : warning.getLineNumber();
      throw fault(
          line,
          warning.getPropertyName() + " cannot be read: " + warning.getMessage() + " Correct it.");
    }
    var times = new ArrayList<Interval>();
    int number = 0;
    for (var calendar : calendars) {
      for (var event : calendar.getEvents()) {
        int line = number < lines.size() ? lines.get(number) : 1;
        number++;
        add(calendar, event, line, times);
      }
    }
    return times;
  }

  private void add(ICalendar calendar, VEvent event, int line, List<Interval> times)
      throws ConfigException {
    if (event.getStatus() != null && event.getStatus().isCancelled()) return;
    var start = event.getDateStart();
    if (start == null || start.getValue() == null)
      throw fault(line, "the event has no DTSTART. Add one, or remove the event.");
    boolean wholeDays = !start.getValue().hasTime();
    var known = calendar.getTimezoneInfo().getTimezone(start);
    boolean local = wholeDays || calendar.getTimezoneInfo().isFloating(start);
    var utc = TimeZone.getTimeZone(ZoneOffset.UTC);
    var ownZone = known != null ? known.getTimeZone() : local ? TimeZone.getTimeZone(zone) : utc;
    var length = length(event, wholeDays, line);
    var dates = event.getDateIterator(ownZone);
    dates.advanceTo(Date.from(stretch.from().minus(length)));
    for (int count = 0; dates.hasNext(); count++) {
      var at = dates.next().toInstant();
      if (!at.isBefore(stretch.until())) return;
      if (count == MOST_OCCURRENCES)
        throw fault(
            line, "the event recurs more than " + MOST_OCCURRENCES + " times. Make it rarer.");
      times.add(wholeDays ? days(at, length.toDays()) : new Interval(at, at.plus(length)));
    }
  }

  /// Of whole days, in days; else as much as there is between its two ends.
  private Duration length(VEvent event, boolean wholeDays, int line) throws ConfigException {
    var from = event.getDateStart().getValue().toInstant();
    var length = wholeDays ? Duration.ofDays(1) : Duration.ZERO;
    if (event.getDateEnd() != null && event.getDateEnd().getValue() != null) {
      var until = event.getDateEnd().getValue().toInstant();
      length =
          wholeDays
              ? Duration.ofDays(Math.max(1, ChronoUnit.DAYS.between(day(from), day(until))))
              : Duration.between(from, until);
    } else if (event.getDuration() != null && event.getDuration().getValue() != null) {
      length = Duration.ofMillis(event.getDuration().getValue().toMillis());
    }
    if (!length.isPositive())
      throw fault(line, "the event has no length. Correct its DTEND or DURATION.");
    if (length.compareTo(LONGEST) > 0)
      throw fault(line, "the event is longer than a year. Correct its DTEND or DURATION.");
    return length;
  }

  private Interval days(Instant at, long days) {
    var day = day(at);
    return new Interval(
        day.atStartOfDay(zone).toInstant(), day.plusDays(days).atStartOfDay(zone).toInstant());
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private ConfigException fault(int line, String what) {
    return new ConfigException(file + ":" + line + ": " + what);
  }
}
