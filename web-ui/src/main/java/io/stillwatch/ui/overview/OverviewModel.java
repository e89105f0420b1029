// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Stoppage;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.job.Durations;
import io.stillwatch.ui.alerts.AlertWords;
import io.stillwatch.ui.fleet.Fleet;
import io.stillwatch.ui.fleet.JobState;
import io.stillwatch.ui.fleet.JobStatus;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.Sizes;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

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
  record Tile(JobState state, int count, String note, String href) {}

  /// When a growing log fills its disk; `share` is how much of a fortnight is left, from 0 to 1.
  record Forecast(String log, String alert, String when, String growth, double share) {}

  static OverviewModel of(Fleet fleet, List<Alert> open, List<Finding> findings, Visit visit) {
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

  private static String lead(Fleet fleet, Times times) {
    var counts = fleet.counts();
    int silent = counts.getOrDefault(JobState.SILENT, 0);
    int all = fleet.jobs().size();
    if (silent == 0)
      return all + (all == 1 ? " job is" : " jobs are") + " watched, none is silent.";
    return silent
        + " of "
        + all
        + " jobs did not happen; the longest for "
        + longest(fleet, times)
        + ".";
  }

  private static String longest(Fleet fleet, Times times) {
    return fleet.jobs().stream()
        .filter(status -> status.state() == JobState.SILENT)
        .flatMap(status -> status.lastRun().stream())
        .min(Comparator.naturalOrder())
        .map(times::age)
        .orElse("ever");
  }

  private static List<Tile> tiles(Fleet fleet, Visit visit) {
    var counts = fleet.counts();
    var tiles = new ArrayList<Tile>();
    for (var state :
        List.of(
            JobState.SILENT, JobState.FAILED, JobState.LATE, JobState.BLIND, JobState.ON_TIME)) {
      tiles.add(
          new Tile(
              state,
              counts.getOrDefault(state, 0),
              note(state, fleet, counts, visit.times()),
              visit.link("timelines", "state", state.token())));
    }
    return tiles;
  }

  private static String note(
      JobState state, Fleet fleet, Map<JobState, Integer> counts, Times times) {
    int count = counts.getOrDefault(state, 0);
    if (state == JobState.ON_TIME) {
      int learning = counts.getOrDefault(JobState.LEARNING, 0);
      return learning == 0 ? "of " + fleet.jobs().size() + " jobs" : learning + " still learning";
    }
    if (count == 0) return "none";
    if (state == JobState.SILENT) return "longest " + longest(fleet, times);
    return fleet.jobs().stream()
        .filter(status -> status.state() == state)
        .findFirst()
        .map(OverviewModel::name)
        .orElse("");
  }

  private static String name(JobStatus status) {
    return status.job().name() + ", " + status.job().host().name();
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
    return at.isAfter(times.now()) ? Durations.words(Duration.between(times.now(), at)) : "now";
  }

  boolean quiet() {
    return attention.isEmpty()
        && tiles.stream().filter(t -> t.state() != JobState.ON_TIME).allMatch(t -> t.count() == 0);
  }

  static String severityWord(Alert alert) {
    return AlertWords.severity(alert.severity()) + " " + Math.round(alert.score());
  }
}
