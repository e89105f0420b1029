// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.crontab;

import java.util.List;

/// One of the five time fields of a crontab line, with its bounds and names.
public enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day-of-month", 1, 31, ""),
  MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  /// Both 0 and 7 are Sunday.
  DAY_OF_WEEK("day-of-week", 0, 7, "sun mon tue wed thu fri sat");

  private static final int NAME_LENGTH = 3;

  private final String word;
  private final int low;
  private final int high;
  private final String names;

  CronField(String word, int low, int high, String names) {
    this.word = word;
    this.low = low;
    this.high = high;
    this.names = names;
  }

  /// The daemon's word, as in `bad day-of-week`.
  public String word() {
    return word;
  }

  public int low() {
    return low;
  }

  public int high() {
    return high;
  }

  public List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  /// The value of a name in lower case, or -1.
  int valueOf3Letters(String name) {
    int at = name.length() == NAME_LENGTH ? names.indexOf(name) : -1;
    return at < 0 ? -1 : low + at / (NAME_LENGTH + 1);
  }

  /// What the daemon says when it cannot read this field.
  public CronFault fault() {
    return switch (this) {
      case MINUTE -> CronFault.BAD_MINUTE;
      case HOUR -> CronFault.BAD_HOUR;
      case DAY_OF_MONTH -> CronFault.BAD_DAY_OF_MONTH;
      case MONTH -> CronFault.BAD_MONTH;
      case DAY_OF_WEEK -> CronFault.BAD_DAY_OF_WEEK;
    };
  }
}
