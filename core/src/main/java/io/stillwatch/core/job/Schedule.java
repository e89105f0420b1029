// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// When a job is due: by configuration, by habit, or not known yet.
public sealed interface Schedule {
  /// The first due time after `after`; `lastRun` matters only where the schedule counts from it.
  Optional<Instant> nextAfter(Instant after, Instant lastRun);

  /// The usual distance between two runs; zero while unknown.
  Duration period();

  /// For people: `daily at 02:30 Europe/Berlin`.
  String inWords();

  /// By configuration: a crontab line.
  record Cron(String expression, CronFields fields, ZoneId zone, Duration period)
      implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return fields.nextAfter(after, zone);
    }

    @Override
    public String inWords() {
      return CronWords.of(expression) + " " + zone.getId();
    }
  }

  /// By habit: the minutes of the week at which the job was seen in nearly every week (or day).
  ///
  /// `slots` holds minutes since Monday 00:00 in the host's zone; `share` is how many of the past
  /// occasions were kept.
  record Habit(SortedSet<Integer> slots, ZoneId zone, double share, Duration period)
      implements Schedule {
    public Habit {
      slots = new TreeSet<>(slots);
    }

    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return HabitClock.next(slots, zone, after);
    }

    @Override
    public String inWords() {
      return "by habit " + HabitClock.words(slots, period) + " " + zone.getId();
    }
  }

  /// So long after the last run, whatever the hour: logrotate's `weekly` and `monthly`.
  record SinceLast(Duration period, String directive) implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      long periods = Math.max(0, Duration.between(lastRun, after).dividedBy(period)) + 1;
      return Optional.of(lastRun.plus(period.multipliedBy(periods)));
    }

    @Override
    public String inWords() {
      return directive;
    }
  }

  /// When the log is larger than `bytes` as its driver runs: logrotate's `size`.
  record WhenLarger(long bytes, Duration period) implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant after, Instant lastRun) {
      return Optional.empty();
    }

    @Override
    public String inWords() {
      return "when larger than " + bytes + " bytes";
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

  /// Configured, but never due: `@reboot`, 30 February.
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
