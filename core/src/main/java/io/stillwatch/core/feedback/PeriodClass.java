// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.feedback;

import java.time.Duration;

/// How often a job runs, roughly.
public enum PeriodClass {
  /// No period is known.
  NONE,
  MINUTES,
  HOURS,
  DAYS,
  WEEKS,
  MONTHS;

  static PeriodClass of(Duration period) {
    if (!period.isPositive()) return NONE;
    if (period.compareTo(Duration.ofHours(1)) < 0) return MINUTES;
    if (period.compareTo(Duration.ofHours(20)) < 0) return HOURS;
    if (period.compareTo(Duration.ofDays(6)) < 0) return DAYS;
    return period.compareTo(Duration.ofDays(25)) < 0 ? WEEKS : MONTHS;
  }
}
