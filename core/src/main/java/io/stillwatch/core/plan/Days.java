// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// Days on which something recurs.
public sealed interface Days {
  boolean include(LocalDate day);

  record Daily() implements Days {
    @Override
    public boolean include(LocalDate day) {
      return true;
    }
  }

  record Weekly(DayOfWeek weekday) implements Days {
    @Override
    public boolean include(LocalDate day) {
      return day.getDayOfWeek() == weekday;
    }
  }

  /// A day of the month by number, from 1; shorter months have none.
  record Monthly(int number) implements Days {
    @Override
    public boolean include(LocalDate day) {
      return day.getDayOfMonth() == number;
    }
  }

  /// The first to the fifth of a weekday in the month, or [#LAST].
  record NthWeekday(int nth, DayOfWeek weekday) implements Days {
    public static final int LAST = -1;
    private static final int WEEK = 7;

    @Override
    public boolean include(LocalDate day) {
      if (day.getDayOfWeek() != weekday) return false;
      return nth == LAST
          ? day.getDayOfMonth() + WEEK > day.lengthOfMonth()
          : (day.getDayOfMonth() - 1) / WEEK + 1 == nth;
    }
  }
}
