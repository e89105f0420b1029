// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.job.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Learns from past runs at which hours of the day or of the week a job runs.
///
/// A slot is expected if it was kept in at least 85 % of the days (five or more) or of the weeks
/// (three or more), and slots are a habit only if most runs fall into them: of a job that runs
/// every day at any hour, some hour of some weekday is kept for weeks by chance. Only the past up
/// to the last run counts: a stop never becomes normal.
final class HabitLearner {
  private static final double KEPT = 0.85;
  private static final double EXPLAINED = 0.5;
  private static final int DAYS_NEEDED = 5;
  private static final int WEEKS_NEEDED = 3;
  private static final int RUNS_NEEDED = 3;
  private static final Duration MEMORY = Duration.ofDays(56);
  private static final int DAY_MINUTES = 24 * 60;

  private HabitLearner() {}

  /// `since` is when the host was first observed: days before it say nothing.
  static Schedule learn(NavigableSet<Instant> runs, Instant since, ZoneId zone) {
    if (runs.size() < RUNS_NEEDED) return new Schedule.Learning(runs.size(), RUNS_NEEDED);
    var last = runs.last();
    var from = since.isAfter(last.minus(MEMORY)) ? since : last.minus(MEMORY);
    var recent = runs.tailSet(from, true);
    int shift = shiftMinutes(recent, zone);
    var occasions = new Occasions(zone, shift, from, last);
    recent.forEach(occasions::add);
    var slots = occasions.slots();
    if (slots.isEmpty()) {
      return occasions.days() < DAYS_NEEDED || occasions.weeks() < WEEKS_NEEDED
          ? new Schedule.Learning(runs.size(), runs.size() + 1)
          : new Schedule.Never("no regular habit seen in " + runs.size() + " runs");
    }
    var period = Duration.ofMinutes(7L * DAY_MINUTES / slots.size());
    return new Schedule.Habit(slots, zone, occasions.share(), period);
  }

  /// Moves the usual minute to the middle of the hour, so that a job at 59:58 stays in one bucket.
  private static int shiftMinutes(NavigableSet<Instant> runs, ZoneId zone) {
    double x = 0;
    double y = 0;
    for (var run : runs) {
      double angle = 2 * Math.PI * run.atZone(zone).getMinute() / 60;
      x += Math.cos(angle);
      y += Math.sin(angle);
    }
    int usual = (int) Math.round(Math.atan2(y, x) / (2 * Math.PI) * 60);
    return 30 - Math.floorMod(usual, 60);
  }

  /// The days and weeks looked at, and in which of them each hour was kept.
  private static final class Occasions {
    private final ZoneId zone;
    private final int shift;
    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private final Map<Integer, Set<LocalDate>> daysOfHour = new HashMap<>();
    private final Map<Integer, Set<LocalDate>> weeksOfHour = new HashMap<>();
    private final Map<Integer, List<Integer>> minutes = new HashMap<>();
    private final Map<Integer, Integer> runsOfHour = new HashMap<>();
    private int runs;
    private double share = 1;

    Occasions(ZoneId zone, int shift, Instant from, Instant last) {
      this.zone = zone;
      this.shift = shift;
      this.firstDay = day(from).plusDays(1); // the first day was seen in part only
      this.lastDay = day(last);
    }

    private LocalDate day(Instant at) {
      return at.plus(shift, ChronoUnit.MINUTES).atZone(zone).toLocalDate();
    }

    void add(Instant run) {
      var shifted = run.plus(shift, ChronoUnit.MINUTES).atZone(zone);
      var day = shifted.toLocalDate();
      if (day.isBefore(firstDay)) return;
      int hour = shifted.getHour();
      int hourOfWeek = (shifted.getDayOfWeek().getValue() - 1) * 24 + hour;
      daysOfHour.computeIfAbsent(hour, _ -> new HashSet<>()).add(day);
      weeksOfHour.computeIfAbsent(hourOfWeek, _ -> new HashSet<>()).add(day);
      runsOfHour.merge(hourOfWeek, 1, Integer::sum);
      runs++;
      minutes.computeIfAbsent(hour, _ -> new ArrayList<>()).add(shifted.getMinute());
    }

    long days() {
      return ChronoUnit.DAYS.between(firstDay, lastDay) + 1;
    }

    long weeks() {
      return (days() + 6) / 7;
    }

    /// Minutes of the week; empty if the runs follow no habit.
    NavigableSet<Integer> slots() {
      var slots = new TreeSet<Integer>();
      int explained = 0;
      for (int hourOfWeek : keptHours()) {
        slots.add(slot(hourOfWeek / 24, hourOfWeek % 24));
        explained += runsOfHour.getOrDefault(hourOfWeek, 0);
      }
      return explained >= EXPLAINED * runs ? slots : new TreeSet<>();
    }

    private NavigableSet<Integer> keptHours() {
      var kept = new TreeSet<Integer>();
      for (int hour = 0; hour < 24; hour++) {
        if (days() >= DAYS_NEEDED && keeps(size(daysOfHour, hour), days())) {
          for (int day = 0; day < 7; day++) kept.add(day * 24 + hour);
        }
      }
      for (int hourOfWeek = 0; hourOfWeek < 7 * 24; hourOfWeek++) {
        long weekdays = weekdaysLookedAt(hourOfWeek / 24);
        if (weekdays >= WEEKS_NEEDED && keeps(size(weeksOfHour, hourOfWeek), weekdays)) {
          kept.add(hourOfWeek);
        }
      }
      return kept;
    }

    private boolean keeps(int kept, long of) {
      double part = (double) kept / of;
      if (part < KEPT) return false;
      share = Math.min(share, part);
      return true;
    }

    private static int size(Map<Integer, Set<LocalDate>> kept, int key) {
      return kept.getOrDefault(key, Set.of()).size();
    }

    private long weekdaysLookedAt(int weekday) {
      var first =
          firstDay.plusDays(Math.floorMod(weekday - (firstDay.getDayOfWeek().getValue() - 1), 7));
      return first.isAfter(lastDay) ? 0 : ChronoUnit.DAYS.between(first, lastDay) / 7 + 1;
    }

    private int slot(int weekday, int hour) {
      var seen = minutes.getOrDefault(hour, List.of(30)).stream().sorted().toList();
      int median = seen.get(seen.size() / 2);
      return Math.floorMod(weekday * DAY_MINUTES + hour * 60 + median - shift, 7 * DAY_MINUTES);
    }

    double share() {
      return share;
    }
  }
}
