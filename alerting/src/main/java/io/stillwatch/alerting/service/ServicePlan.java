// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.service;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/// When the daily digest and the weekly test of the routes are due. Pure.
public record ServicePlan(ZoneId zone, Optional<LocalTime> digestAt, Optional<DayOfWeek> testOn) {
  /// What was due longer ago is not made up for.
  private static final Duration LATEST = Duration.ofHours(12);

  /// The time at which routes are tested.
  private static final LocalTime TEST_AT = LocalTime.of(9, 0);

  /// When the digest was due last, if that is not long ago.
  Optional<Instant> digest(Instant now) {
    return digestAt.flatMap(time -> {
      var today = now.atZone(zone).with(time);
      var last = today.toInstant().isAfter(now) ? today.minusDays(1) : today;
      return recent(last.toInstant(), now);
    });
  }

  /// When the test was due last, if that is not long ago.
  Optional<Instant> test(Instant now) {
    return testOn.flatMap(day -> {
      var local = now.atZone(zone);
      var last = local.with(TemporalAdjusters.previousOrSame(day)).with(TEST_AT);
      if (last.toInstant().isAfter(now)) last = last.minusWeeks(1);
      return recent(last.toInstant(), now);
    });
  }

  private static Optional<Instant> recent(Instant due, Instant now) {
    return due.plus(LATEST).isBefore(now) ? Optional.empty() : Optional.of(due);
  }
}
