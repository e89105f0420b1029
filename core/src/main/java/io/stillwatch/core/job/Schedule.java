// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// When a job is due: by configuration, by habit, or not known.
public sealed interface Schedule {
  /// Cron daemons shift, skip and repeat runs within so long of a change of summer time.
  Duration AROUND_CLOCK_CHANGE = Duration.ofHours(3);

  /// The first due time after `after`; `lastRun` matters only where the schedule counts from it.
  Optional<Instant> nextAfter(Instant after, Instant lastRun);

  /// The usual distance between two runs; zero while unknown.
  Duration period();

  /// For people: `daily at 02:30 Europe/Berlin`.
  String inWords();

  /// The zone whose clock the due times follow; UTC where they follow none.
  default ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /// Whether an early run moves the next due time.
  default boolean countsFromLastRun() {
    return false;
  }

  /// By configuration: a crontab line.
  ///
  /// A line whose hour and minute are fixed is started once a day when summer time begins or ends;
  /// one with `*` in either field follows the clock (cron(8), both daemons). cronie applies that to
  /// the zone of the daemon only, so lines under `CRON_TZ` follow the clock too.
  record Cron(
      String expression, CronFields fields, ZoneId zone, ClockChanges clockChanges, Duration period)
      implements Schedule {
    public enum ClockChanges {
      /// As both daemons treat lines in the zone of the host.
      CAUGHT_UP,
      /// As cronie treats lines under `CRON_TZ`.
      FOLLOWED
    }

    public Cron(String expression, CronFields fields, ZoneId zone, Duration period) {
      this(expression, fields, zone, ClockChanges.CAUGHT_UP, period);
    }

    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return clockChanges == ClockChanges.FOLLOWED || wildcard()
          ? fields.nextAfter(after, zone)
          : fields.nextFixedAfter(after, zone);
    }

    /// Whether the minute or the hour is a star. Read letter by letter: a fleet asks for millions
    /// of due times.
    private boolean wildcard() {
      int minute = wordFrom(0);
      if (expression.startsWith("*", minute)) return true;
      int end = minute;
      while (end < expression.length() && !blank(end)) end++;
      if (expression.substring(minute, end).equals("@hourly")) return true;
      return expression.startsWith("*", wordFrom(end));
    }

    private int wordFrom(int start) {
      int at = start;
      while (at < expression.length() && blank(at)) at++;
      return at;
    }

    private boolean blank(int at) {
      return Character.isWhitespace(expression.charAt(at));
    }

    @Override
    public String inWords() {
      return CronWords.of(expression) + " " + zoneName(zone);
    }
  }

  /// UTC has two ids, of which people know one.
  private static String zoneName(ZoneId zone) {
    return zone.getId().equals("Z") ? "UTC" : zone.getId();
  }

  /// By habit: `confidence` is the share of the past occasions that were kept, `observations` the
  /// number of runs that it was learned from.
  record Habit(
      HabitPattern pattern, ZoneId zone, double confidence, int observations, Duration period)
      implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return pattern.nextAfter(after, lastRun, zone);
    }

    @Override
    public boolean countsFromLastRun() {
      return pattern instanceof HabitPattern.Every;
    }

    @Override
    public String inWords() {
      return pattern.inWords() + " " + zoneName(zone) + ", learned from past runs";
    }
  }

  /// So long after the last run, whatever the hour: anacron, a timer with a random delay.
  record SinceLast(Duration period, String directive) implements Schedule {
    public SinceLast {
      if (!period.isPositive()) throw new IllegalArgumentException("period: " + period);
    }

    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return Optional.of(Periods.nextAfter(after, lastRun, period));
    }

    @Override
    public boolean countsFromLastRun() {
      return true;
    }

    @Override
    public String inWords() {
      return directive;
    }
  }

  /// A logrotate stanza: due at the first opportunity at which its rule asks for a rotation.
  ///
  /// `opportunity` is when logrotate is started by the configuration, or was while anything started
  /// it: a rotation that nothing drives any more stays due.
  record Rotation(RotationRule rule, Schedule opportunity, ZoneId zone) implements Schedule {
    private static final int MOST_OPPORTUNITIES = 10_000;

    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      if (rule.bySize()) return opportunity.nextAfter(after, after); // due only if it grew enough
      var last = LocalDateTime.ofInstant(lastRun, zone);
      var at = after;
      for (int i = 0; i < MOST_OPPORTUNITIES; i++) {
        var next = opportunity.nextAfter(at, lastRun);
        if (next.isEmpty()) return Optional.empty();
        if (rule.dueByCalendar(LocalDateTime.ofInstant(next.get(), zone), last)) return next;
        at = next.get();
      }
      return Optional.empty();
    }

    @Override
    public Duration period() {
      var tick = opportunity.period();
      return rule.frequency().period().compareTo(tick) < 0 ? tick : rule.frequency().period();
    }

    @Override
    public boolean countsFromLastRun() {
      return true;
    }

    public Rotation withOpportunity(Schedule newOpportunity) {
      return new Rotation(rule, newOpportunity, zone);
    }

    @Override
    public String inWords() {
      return rule.directive();
    }
  }

  /// Too few runs seen to expect one.
  record Learning(int runsSeen, int runsNeeded) implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return Optional.empty();
    }

    @Override
    public Duration period() {
      return Duration.ZERO;
    }

    @Override
    public String inWords() {
      return "learning: " + runsSeen + " of " + runsNeeded + " runs seen";
    }
  }

  /// Known, but never due: `@reboot`, 30 February, no habit, no longer configured.
  record Never(String why) implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return Optional.empty();
    }

    @Override
    public Duration period() {
      return Duration.ZERO;
    }

    @Override
    public String inWords() {
      return why;
    }
  }
}
