// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.service;

import io.stillwatch.alerting.AlertSettings;
import io.stillwatch.alerting.Route;
import io.stillwatch.alerting.message.DailyCounts;
import io.stillwatch.alerting.message.ServiceMessages;
import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the daily digest and the weekly test of each route when they are due. What was made is
/// read from the store, so that a restart makes nothing twice.
public final class ServiceRun {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Set<String> BAD = Set.of("missed", "failed", "too-short", "overrun");
  private static final Set<String> NOT_JUDGED = Set.of("unknown", "learning");
  private static final int LATELY = 200;

  private final AlertStore alerts;
  private final Outcomes outcomes;
  private final AlertSettings settings;
  private final Plan plan;
  private final ServiceMessages messages;

  /// When the daily digest and the weekly test of the routes are due. Pure.
  public record Plan(ZoneId zone, Optional<LocalTime> digestAt, Optional<DayOfWeek> testOn) {
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

  public ServiceRun(AlertStore alerts, Outcomes outcomes, AlertSettings settings, Plan plan) {
    this.alerts = alerts;
    this.outcomes = outcomes;
    this.settings = settings;
    this.plan = plan;
    this.messages = new ServiceMessages(settings);
  }

  /// Makes what is due and was not made.
  public void turn(Instant now) throws StoreException {
    var digest = plan.digest(now);
    var test = plan.test(now);
    if (digest.isEmpty() && test.isEmpty()) return;
    var made = alerts.messages().newest(LATELY);
    for (var route : settings.routes()) {
      if (test.isPresent() && !has(made, route, Kind.TEST, test.get()))
        alerts.messages().put(messages.test(route.name(), now));
      boolean wanted = route.takes().digests() && digest.isPresent();
      if (wanted && !has(made, route, Kind.DIGEST, digest.get()))
        alerts.messages().put(messages.digest(route.name(), counts(now), now));
    }
  }

  /// Makes a test of each route at once; returns how many.
  public int testNow(Instant now) throws StoreException {
    for (var route : settings.routes()) alerts.messages().put(messages.test(route.name(), now));
    return settings.routes().size();
  }

  private static boolean has(List<Notification> made, Route route, Kind kind, Instant since) {
    return made.stream()
        .filter(one -> one.kind() == kind && one.route().equals(route.name()))
        .anyMatch(one -> !one.madeAt().isBefore(since));
  }

  private DailyCounts counts(Instant now) throws StoreException {
    long runs = 0;
    long bad = 0;
    for (var bucket : outcomes.verdicts().histogram(now.minus(DAY), now, DAY)) {
      for (var count : bucket.counts().entrySet()) {
        if (NOT_JUDGED.contains(count.getKey())) continue;
        runs += count.getValue();
        if (BAD.contains(count.getKey())) bad += count.getValue();
      }
    }
    long jobs = 0;
    long blind = 0;
    for (var count : outcomes.statuses().counts(JobFilter.ALL).entrySet()) {
      if (count.getKey() != JobHealth.INACTIVE) jobs += count.getValue();
      if (count.getKey() == JobHealth.BLIND) blind += count.getValue();
    }
    var open = alerts.open().stream().map(Versioned::value).toList();
    return new DailyCounts(runs, bad, jobs, blind, open);
  }
}
