// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CronFieldsTest {
  private static final Instant SUNDAY = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo");
  private static final Duration SCANNED = Duration.ofDays(20);

  @Test
  void a_daily_line_is_due_at_its_next_time_of_day() {
    assertThat(daily(2, 30).nextAfter(SUNDAY, ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-23T02:30:00Z"));
  }

  @Test
  void the_present_minute_is_not_the_next_one() {
    var due = Instant.parse("2026-11-23T02:30:00Z");
    assertThat(daily(2, 30).nextAfter(due, ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-24T02:30:00Z"));
  }

  @Test
  void times_are_those_of_the_zone() {
    assertThat(daily(2, 30).nextAfter(SUNDAY, ZoneId.of("Europe/Berlin")))
        .contains(Instant.parse("2026-11-23T01:30:00Z"));
  }

  @Test
  void two_restricted_day_fields_are_an_or() {
    var fields =
        new CronFields(
            of(0), of(0), of(25), range(1, 12), of(2), false, false); // the 25th, or Tuesdays
    assertThat(fields.nextAfter(SUNDAY, ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(fields.nextAfter(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC))
        .contains(Instant.parse("2026-11-25T00:00:00Z"));
  }

  @Test
  void a_leap_day_is_found_years_ahead() {
    var fields = new CronFields(of(0), of(0), of(29), of(2), range(0, 6), false, true);
    assertThat(fields.nextAfter(SUNDAY, ZoneOffset.UTC))
        .contains(Instant.parse("2028-02-29T00:00:00Z"));
  }

  @Test
  void the_thirtieth_of_february_never_comes() {
    var fields = new CronFields(of(0), of(0), of(30), of(2), range(0, 6), false, true);
    assertThat(fields.nextAfter(SUNDAY, ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_by_half_an_hour_ends_the_search_as_well() {
    var lordHowe = ZoneId.of("Australia/Lord_Howe"); // on 5 April 2026 back from 02:00 to 01:30
    assertThat(daily(5, 0).nextAfter(Instant.parse("2026-04-04T14:10:00Z"), lordHowe))
        .contains(Instant.parse("2026-04-04T18:30:00Z"));
  }

  @Test
  void due_times_are_those_found_minute_by_minute() {
    for (long i = 1; i <= 300; i++) {
      long seed = i;
      var random = new Random(seed);
      var fields = anyFields(random);
      var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      var after = nearClockChange(zone, random);
      fields
          .nextAfter(after, zone)
          .filter(due -> due.isBefore(after.plus(SCANNED)))
          .ifPresentOrElse(
              due -> assertThat(matching(fields, zone, after)).as("seed " + seed).contains(due),
              () -> assertThat(matching(fields, zone, after)).as("seed " + seed).isEmpty());
      fields
          .nextFixedAfter(after, zone)
          .filter(due -> due.isBefore(after.plus(SCANNED)))
          .ifPresent(
              due -> assertThat(due).as("seed " + seed).isEqualTo(once(fields, zone, after)));
    }
  }

  private static CronFields anyFields(Random random) {
    boolean anyDay = random.nextBoolean();
    return new CronFields(
        some(random, 0, 59),
        some(random, 0, 23),
        anyDay ? range(1, 31) : some(random, 1, 31),
        range(1, 12),
        some(random, 0, 6),
        anyDay,
        random.nextBoolean());
  }

  private static BitSet some(Random random, int least, int most) {
    if (random.nextInt(4) == 0) return range(least, most);
    var set = new BitSet();
    for (int i = random.nextInt(4); i >= 0; i--) set.set(random.nextInt(least, most + 1));
    return set;
  }

  private static Instant nearClockChange(ZoneId zone, Random random) {
    var from = SUNDAY.plus(Duration.ofDays(random.nextInt(365)));
    var change = zone.getRules().nextTransition(from);
    var near = change == null ? from : change.getInstant();
    return near.plusSeconds(random.nextInt(-2 * 86_400, 86_400));
  }

  private static Optional<Instant> matching(CronFields fields, ZoneId zone, Instant after) {
    var at = after.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    while (at.isBefore(after.plus(SCANNED)) && !matches(fields, at.atZone(zone).toLocalDateTime()))
      at = at.plusSeconds(60);
    return at.isBefore(after.plus(SCANNED)) ? Optional.of(at) : Optional.empty();
  }

  /// The first instant after another one that a matching time of day comes to.
  private static Instant once(CronFields fields, ZoneId zone, Instant after) {
    var local =
        after
            .minus(Duration.ofHours(4))
            .atZone(zone)
            .toLocalDateTime()
            .truncatedTo(ChronoUnit.MINUTES);
    while (true) {
      local = local.plusMinutes(1);
      if (!matches(fields, local)) continue;
      var change = zone.getRules().getTransition(local);
      boolean skipped = change != null && change.isGap();
      var due = skipped ? change.getInstant() : local.atZone(zone).toInstant();
      if (due.isAfter(after)) return due;
    }
  }

  private static boolean matches(CronFields fields, LocalDateTime at) {
    boolean dayOfMonth = fields.daysOfMonth().get(at.getDayOfMonth());
    boolean dayOfWeek = fields.daysOfWeek().get(at.getDayOfWeek().getValue() % 7);
    boolean both = fields.anyDayOfMonth() || fields.anyDayOfWeek();
    return fields.minutes().get(at.getMinute())
        && fields.hours().get(at.getHour())
        && fields.months().get(at.getMonthValue())
        && (both ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek);
  }

  private static CronFields daily(int hour, int minute) {
    return new CronFields(
        of(minute), of(hour), range(1, 31), range(1, 12), range(0, 6), true, true);
  }

  private static BitSet of(int value) {
    return range(value, value);
  }

  private static BitSet range(int from, int to) {
    var set = new BitSet();
    set.set(from, to + 1);
    return set;
  }
}
