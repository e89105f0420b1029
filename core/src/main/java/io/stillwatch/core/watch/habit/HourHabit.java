// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch.habit;

import io.stillwatch.core.job.HabitPattern;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.state.HabitHistory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Learns jobs that run several times a day: at which minutes of the hour, in which hours of the
/// week.
///
/// An hour of the week is expected if it was kept in 85 % of three weeks or more. Before that the
/// days of its kind speak for it: three working days, or two days of a weekend. A weekend that was
/// never seen is not expected.
final class HourHabit {
  private static final double KEPT = 0.85;
  private static final int HOURS_A_DAY = 24;
  private static final int MINUTES = 60;
  private static final int WEEKS_NEEDED = 3;
  private static final int WORKING_DAYS_NEEDED = 3;
  private static final int WEEKEND_DAYS_NEEDED = 2;
  private static final int SATURDAY = 5;

  /// How far the minutes of the same due time may be apart, tried in this order.
  private static final int[] TOLERANCES = {1, 3, 7};

  private HourHabit() {}

  static Optional<Schedule> learn(Observed observed, Duration usual) {
    var minutes = wholeGridOfMinutes(observed, minutes(observed), usual);
    if (minutes.isEmpty()) return Optional.empty();
    var hours = wholeGridOfHours(observed.hours(), expected(observed.hours()), usual);
    if (hours.isEmpty() || !holdsMost(observed.hours(), hours)) return Optional.empty();
    long passed = hours.stream().mapToLong(observed.hours()::passed).sum();
    long kept = hours.stream().mapToLong(observed.hours()::kept).sum();
    var period = usual.plusSeconds(30).truncatedTo(ChronoUnit.MINUTES);
    return Optional.of(
        new Schedule.Habit(
            new HabitPattern.Hours(minutes, hours),
            observed.zone(),
            passed == 0 ? 1 : (double) kept / passed,
            (int) Math.min(Integer.MAX_VALUE, observed.runs().total()),
            period.isPositive() ? period : Duration.ofMinutes(1)));
  }

  /// Of a job that crosses the full hour by chance a few hours seem to be kept, which hold a few of
  /// its runs.
  private static boolean holdsMost(HabitHistory history, BitSet hours) {
    long all = IntStream.range(0, HabitHistory.HOURS).mapToLong(history::kept).sum();
    return hours.stream().mapToLong(history::kept).sum() * 2 >= all;
  }

  private static BitSet expected(HabitHistory history) {
    var hours = new BitSet();
    for (int hour = 0; hour < HabitHistory.HOURS; hour++)
      if (expected(history, hour)) hours.set(hour);
    return hours;
  }

  /// The whole grid of a job of every few hours: a run that is late now and then makes its hour
  /// look like a rest.
  private static BitSet wholeGridOfHours(HabitHistory history, BitSet hours, Duration usual) {
    int step = (int) usual.plusMinutes(30).toHours();
    if (step < 2 || step >= HOURS_A_DAY || HOURS_A_DAY % step != 0) return hours;
    if (!isMostOfGrid(hours, step, HabitHistory.HOURS)) return hours;
    return filled(
        hours,
        step,
        HabitHistory.HOURS,
        hour -> history.passed(hour) > 0 && history.kept(hour) * 2 >= history.passed(hour));
  }

  /// Whether all that was found lies on a grid of this step, and is at least half of it.
  private static boolean isMostOfGrid(BitSet found, int step, int length) {
    if (found.isEmpty() || step >= length) return false;
    int first = found.nextSetBit(0) % step;
    return found.stream().allMatch(at -> at % step == first)
        && found.cardinality() * 2 >= length / step;
  }

  /// With those of the rest of the grid that are kept often enough.
  private static BitSet filled(BitSet found, int step, int length, IntPredicate keptOften) {
    var whole = (BitSet) found.clone();
    for (int at = found.nextSetBit(0) % step; at < length; at += step)
      if (keptOften.test(at)) whole.set(at);
    return whole;
  }

  private static boolean expected(HabitHistory history, int hourOfWeek) {
    int passed = history.passed(hourOfWeek);
    if (passed >= WEEKS_NEEDED) return history.kept(hourOfWeek) >= KEPT * passed;
    int day = hourOfWeek / HOURS_A_DAY;
    int hour = hourOfWeek % HOURS_A_DAY;
    boolean weekend = day >= SATURDAY;
    int all = 0;
    int with = 0;
    for (int other = weekend ? SATURDAY : 0; other < (weekend ? 7 : SATURDAY); other++) {
      all += history.passed(other * HOURS_A_DAY + hour);
      with += history.kept(other * HOURS_A_DAY + hour);
    }
    return all >= (weekend ? WEEKEND_DAYS_NEEDED : WORKING_DAYS_NEEDED) && with >= KEPT * all;
  }

  /// The minutes that most hours with a run have in common; empty if they have none.
  private static BitSet minutes(Observed observed) {
    for (int tolerance : TOLERANCES) {
      var minutes = minutes(observed, tolerance);
      if (!minutes.isEmpty()) return minutes;
    }
    return new BitSet();
  }

  private static BitSet minutes(Observed observed, int tolerance) {
    int enough = (int) Math.ceil(KEPT * Math.max(1, hours(observed).size() - 2));
    var common = new BitSet();
    hoursOfMinute(observed, tolerance)
        .forEach((minute, of) -> {
          if (of.size() >= enough) common.set(minute);
        });
    var centres = centres(common, tolerance);
    return explains(observed, centres, tolerance)
        ? exact(observed, centres, tolerance)
        : new BitSet();
  }

  private static Set<LocalDateTime> hours(Observed observed) {
    var hours = new HashSet<LocalDateTime>();
    for (int i = 0; i < observed.runs().size(); i++)
      hours.add(observed.local(i).truncatedTo(ChronoUnit.HOURS));
    return hours;
  }

  /// The hours in which a run was near a minute, for each minute: seen from the middle of the
  /// tolerance, so that 59:58 and 00:02 are one due time.
  private static Map<Integer, Set<LocalDateTime>> hoursOfMinute(Observed observed, int tolerance) {
    var hoursOfMinute = new HashMap<Integer, Set<LocalDateTime>>();
    for (int i = 0; i < observed.runs().size(); i++) {
      var at = observed.local(i);
      for (int shift = -tolerance; shift <= tolerance; shift++) {
        var shifted = at.plusMinutes(shift);
        hoursOfMinute
            .computeIfAbsent(shifted.getMinute(), _ -> new HashSet<>())
            .add(shifted.truncatedTo(ChronoUnit.HOURS));
      }
    }
    return hoursOfMinute;
  }

  /// The whole grid of a job of every few minutes, where a run was there in every second hour: a
  /// miss that comes round is not a rest.
  private static BitSet wholeGridOfMinutes(Observed observed, BitSet minutes, Duration usual) {
    int step = (int) usual.plusSeconds(30).toMinutes();
    if (step < 1 || MINUTES % step != 0) return minutes;
    if (!isMostOfGrid(minutes, step, MINUTES)) return minutes;
    int hours = hours(observed).size();
    var near = hoursOfMinute(observed, TOLERANCES[0]);
    return filled(
        minutes, step, MINUTES, minute -> near.getOrDefault(minute, Set.of()).size() * 2 >= hours);
  }

  /// Of neighbouring minutes the middle one; a whole hour of neighbours is a job of each minute.
  private static BitSet centres(BitSet common, int tolerance) {
    if (common.cardinality() == MINUTES) {
      var all = new BitSet();
      if (tolerance == 1) all.set(0, MINUTES);
      return all;
    }
    var centres = new BitSet();
    int start = common.nextClearBit(0);
    int from = -1;
    for (int i = 1; i <= MINUTES; i++) {
      int minute = (start + i) % MINUTES;
      if (common.get(minute) && from < 0) from = i;
      if (!common.get(minute) && from >= 0) {
        int width = i - from;
        for (int at = tolerance; at < width; at += 2 * tolerance + 1) {
          centres.set((start + from + at) % MINUTES);
        }
        if (width <= tolerance) centres.set((start + from + width / 2) % MINUTES);
        from = -1;
      }
    }
    return centres;
  }

  private static boolean explains(Observed observed, BitSet centres, int tolerance) {
    int explained = 0;
    for (int i = 0; i < observed.runs().size(); i++) {
      if (near(centres, observed.local(i).getMinute(), tolerance) >= 0) explained++;
    }
    return explained >= KEPT * observed.runs().size();
  }

  /// The minute at which most of the runs around a centre were.
  private static BitSet exact(Observed observed, BitSet centres, int tolerance) {
    Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
    for (int i = 0; i < observed.runs().size(); i++) {
      int minute = observed.local(i).getMinute();
      int centre = near(centres, minute, tolerance);
      if (centre >= 0)
        counts.computeIfAbsent(centre, _ -> new HashMap<>()).merge(minute, 1, Integer::sum);
    }
    var minutes = new BitSet();
    for (var ofCentre : counts.values()) {
      ofCentre.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .ifPresent(most -> minutes.set(most.getKey()));
    }
    return minutes;
  }

  private static int near(BitSet centres, int minute, int tolerance) {
    for (int shift = 0; shift <= tolerance; shift++) {
      int after = Math.floorMod(minute + shift, MINUTES);
      int before = Math.floorMod(minute - shift, MINUTES);
      if (centres.get(after)) return after;
      if (centres.get(before)) return before;
    }
    return -1;
  }
}
