// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/// When logrotate rotates a log that it is asked about (`findNeedRotating` in logrotate.c).
///
/// The calendar decides, not the time elapsed: `daily` means another date than the last rotation,
/// `monthly` another month. A weekly rotation has a day of the week, but the seventh day counts on
/// any version, so that is when one is overdue. Sizes are in bytes; 0 stands for none.
public record RotationRule(
    Frequency frequency, long sizeBytes, long minBytes, long maxBytes, String directive) {
  private static final int DAYS_A_WEEK = 7;

  /// The criterion of a stanza; SIZE ignores the calendar.
  public enum Frequency {
    HOURLY(Duration.ofHours(1)),
    DAILY(Duration.ofDays(1)),
    WEEKLY(Duration.ofDays(7)),
    MONTHLY(Duration.ofDays(31)),
    YEARLY(Duration.ofDays(366)),
    SIZE(Duration.ZERO);

    private final Duration period;

    Frequency(Duration period) {
      this.period = period;
    }

    /// The longest usual distance of two rotations; zero for SIZE.
    public Duration period() {
      return period;
    }
  }

  public RotationRule {
    if (sizeBytes < 0 || minBytes < 0 || maxBytes < 0)
      throw new IllegalArgumentException("A size is negative: " + directive);
  }

  /// A rule without sizes.
  public static RotationRule of(Frequency frequency, String directive) {
    return new RotationRule(frequency, 0, 0, 0, directive);
  }

  /// Whether the calendar asks for a rotation, in the local time of the host.
  public boolean dueByCalendar(LocalDateTime occasion, LocalDateTime lastRotated) {
    var day = occasion.toLocalDate();
    var last = lastRotated.toLocalDate();
    return switch (frequency) {
      case HOURLY -> !hour(occasion).equals(hour(lastRotated)) && occasion.isAfter(lastRotated);
      case DAILY -> day.isAfter(last);
      case WEEKLY -> ChronoUnit.DAYS.between(last, day) >= DAYS_A_WEEK;
      case MONTHLY -> month(day) > month(last);
      case YEARLY -> day.getYear() > last.getYear();
      case SIZE -> false;
    };
  }

  /// The size above which the log is rotated whatever the date; 0 if the date alone decides.
  public long sizeAlone() {
    return frequency == Frequency.SIZE ? sizeBytes : maxBytes;
  }

  /// Whether the log is rotated by its size and not by the calendar.
  public boolean bySize() {
    return frequency == Frequency.SIZE;
  }

  private static LocalDateTime hour(LocalDateTime at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }

  private static int month(LocalDate day) {
    return day.getYear() * 12 + day.getMonthValue();
  }
}
