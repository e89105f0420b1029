// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.job.Durations;
import io.stillwatch.ui.alerts.AlertWords;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.Sizes;
import io.stillwatch.ui.time.Times;
import io.stillwatch.ui.words.KindWords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the first page says, decided from the fleet, the open alerts and the findings.
record OverviewModel(
    String lead,
    List<Tile> tiles,
    List<Alert> attention,
    List<Forecast> forecasts,
    List<Finding> findings) {
  private static final int MOST_ALERTS = 10;
  private static final int MOST_FINDINGS = 5;

  /// A count that links to the list it counts.
  record Tile(JobHealth health, long count, String note, String href) {}

  /// When a growing log fills its disk; `share` is how much of a fortnight is left, from 0 to 1.
  record Forecast(String log, String alert, String when, String growth, double share) {}

  static OverviewModel of(
      FleetSummary fleet, List<Alert> open, List<Finding> findings, Visit visit) {
    var times = visit.times();
    var attention =
        open.stream()
            .sorted(
                Comparator.comparingDouble(Alert::score)
                    .reversed()
                    .thenComparing(alert -> alert.times().startedAt()))
            .limit(MOST_ALERTS)
            .toList();
    var fresh =
        findings.stream()
            .filter(Finding::open)
            .sorted(Comparator.comparing((Finding f) -> f.life().firstSeen()).reversed())
            .limit(MOST_FINDINGS)
            .toList();
    return new OverviewModel(
        lead(fleet, times), tiles(fleet, visit), attention, forecasts(open, times), fresh);
  }

  private static String lead(FleetSummary fleet, Times times) {
    long silent = fleet.count(JobHealth.SILENT);
    long all = fleet.watched();
    if (silent == 0)
      return all + (all == 1 ? " job is" : " jobs are") + " watched, none is silent.";
    var which = silent + " of " + all + (all == 1 ? " job" : " jobs");
    var age = longest(fleet, times);
    return silent == 1
        ? which + " is silent, for " + age + "."
        : which + " are silent, the longest for " + age + ".";
  }

  private static String longest(FleetSummary fleet, Times times) {
    return fleet
        .worst(JobHealth.SILENT)
        .flatMap(status -> status.timing().lastRun())
        .map(times::age)
        .orElse("ever");
  }

  private static List<Tile> tiles(FleetSummary fleet, Visit visit) {
    var tiles = new ArrayList<Tile>();
    for (var health :
        List.of(
            JobHealth.SILENT,
            JobHealth.FAILED,
            JobHealth.LATE,
            JobHealth.BLIND,
            JobHealth.ON_TIME)) {
      tiles.add(
          new Tile(
              health,
              fleet.count(health),
              note(health, fleet, visit.times()),
              visit.link("timelines", "state", health.token())));
    }
    return tiles;
  }

  private static String note(JobHealth health, FleetSummary fleet, Times times) {
    if (health == JobHealth.ON_TIME) {
      long learning = fleet.count(JobHealth.LEARNING);
      return learning == 0 ? "of " + fleet.watched() + " jobs" : learning + " still learning";
    }
    if (fleet.count(health) == 0) return "none";
    if (health == JobHealth.SILENT) return "longest " + longest(fleet, times);
    return fleet.worst(health).map(status -> KindWords.subject(status.job())).orElse("");
  }

  private static List<Forecast> forecasts(List<Alert> open, Times times) {
    var forecasts = new ArrayList<Forecast>();
    for (var alert : open) {
      alert.stoppages().stream()
          .filter(stoppage -> stoppage.growth().known())
          .sorted(Comparator.comparing(stoppage -> stoppage.growth().fullAt()))
          .limit(3)
          .forEach(stoppage -> forecasts.add(forecast(alert, stoppage, times)));
    }
    return forecasts;
  }

  private static Forecast forecast(Alert alert, Stoppage stoppage, Times times) {
    var growth = stoppage.growth();
    var full = growth.diskFullAt();
    var left = full.map(at -> Duration.between(times.now(), at)).orElse(Duration.ofDays(14));
    var when = full.map(at -> when(at, times)).orElse("not known");
    return new Forecast(
        stoppage.job().host().name() + " " + stoppage.job().subject(),
        alert.id(),
        when,
        Sizes.words(growth.bytes())
            + ", +"
            + Sizes.words(Math.round(growth.bytesPerDay()))
            + " a day",
        Math.clamp(1 - left.toHours() / (14 * 24.0), 0.04, 1));
  }

  private static String when(Instant at, Times times) {
    return at.isAfter(times.now())
        ? "in " + Durations.words(Duration.between(times.now(), at))
        : "now";
  }

  boolean quiet() {
    return attention.isEmpty()
        && tiles.stream()
            .filter(t -> t.health() != JobHealth.ON_TIME)
            .allMatch(t -> t.count() == 0);
  }

  static String severityWord(Alert alert) {
    return AlertWords.severity(alert.severity()) + " " + Math.round(alert.score());
  }
}
