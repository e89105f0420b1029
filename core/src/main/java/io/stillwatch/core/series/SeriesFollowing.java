// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Holds the hours of series that have closed against what a model expects of them, each by what
/// came before it. Pure: the one way in which live series and files are scored.
public record SeriesFollowing(SeriesExpectation model, StreamRule rule, Amount unit) {
  /// Departures that must be known before an hour has a score: a week.
  private static final long KNOWN = 168;

  public SeriesFollowing(SeriesExpectation model, Amount unit) {
    this(model, StreamRule.DEFAULT, unit);
  }

  /// The series, and its hours that were scored.
  public record Followed(FollowedSeries series, List<FollowedHour> hours) {
    public Followed {
      hours = List.copyOf(hours);
    }
  }

  /// The pending hours of all, in the same order. The oldest of each are held against the model
  /// together, then the next ones.
  public List<Followed> follow(List<FollowedSeries> all) {
    var series = new ArrayList<>(all);
    var hours = new ArrayList<List<FollowedHour>>();
    for (int i = 0; i < all.size(); i++) hours.add(new ArrayList<>());
    while (series.stream().anyMatch(FollowedSeries::waits)) {
      var asked = new ArrayList<Integer>();
      var views = new ArrayList<SeriesView>();
      for (int i = 0; i < series.size(); i++) {
        var one = series.get(i);
        if (!one.waits()) continue;
        var view = one.view(unit);
        if (view.isEmpty()) {
          series.set(i, one.learnt());
          continue;
        }
        asked.add(i);
        views.add(view.get());
      }
      if (views.isEmpty()) continue;
      var expected = model.expectedOfLast(views);
      for (int i = 0; i < views.size(); i++) {
        var held = new Held(series.get(asked.get(i)), views.get(i).scale(), expected.get(i));
        hours.get(asked.get(i)).addAll(held.hours());
        series.set(asked.get(i), held.next());
      }
    }
    var followed = new ArrayList<Followed>();
    for (int i = 0; i < series.size(); i++) followed.add(new Followed(series.get(i), hours.get(i)));
    return followed;
  }

  /// The oldest pending hour of a series, held against each expectation.
  private final class Held {
    private final FollowedSeries series;
    private final List<Departures> departures = new ArrayList<>();
    private final List<FollowedHour> hours = new ArrayList<>();

    Held(FollowedSeries series, Scale scale, double[] expectations) {
      this.series = series;
      for (int i = 0; i < expectations.length; i++) {
        var before =
            series.departures().size() == expectations.length
                ? series.departures().get(i)
                : Departures.NONE;
        hold(before, expectations[i], scale.deviation());
      }
    }

    private void hold(Departures before, double expected, double deviation) {
      var step = rule.next(before, series.hour(), series.value() - expected, deviation);
      departures.add(step.next());
      if (before.known() < KNOWN) return;
      double middle = expected + before.usual();
      double tolerance = rule.tolerance(before, deviation);
      hours.add(
          new FollowedHour(
              Instant.ofEpochSecond(series.hour() * OpenHour.SECONDS),
              step.score(),
              unit.value(series.value()),
              unit.value(middle),
              unit.value(middle - tolerance),
              unit.value(middle + tolerance)));
    }

    FollowedSeries next() {
      return series.learnt(departures);
    }

    /// By the expectation that makes the most of it; of equal ones by the last.
    List<FollowedHour> hours() {
      return hours.stream()
          .reduce((one, other) -> other.score() >= one.score() ? other : one)
          .stream()
          .toList();
    }
  }
}
