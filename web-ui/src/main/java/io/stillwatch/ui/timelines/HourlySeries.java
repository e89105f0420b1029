// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import com.vaadin.flow.component.Component;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.series.FollowedHour;
import io.stillwatch.core.series.ScoredHour;
import io.stillwatch.ui.chart.Axis;
import io.stillwatch.ui.chart.Charts;
import io.stillwatch.ui.chart.Marks;
import io.stillwatch.ui.chart.Series;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.words.SeriesWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One live series hour by hour: between what each was expected, and where it was not as expected.
record HourlySeries(List<ScoredHour> hours) {
  private static final int MOST_TOLD = 6;
  private static final Duration HOUR = Duration.ofHours(1);

  HourlySeries {
    hours = List.copyOf(hours);
  }

  /// The hours that stand out, newest first.
  List<ScoredHour> anomalies() {
    return hours.reversed().stream().filter(ScoredHour::anomalous).toList();
  }

  /// Hours that stand out one after the other are one stretch.
  List<Interval> stretches() {
    var stretches = new ArrayList<Interval>();
    for (var one : hours) {
      if (!one.anomalous()) continue;
      var start = one.hour().start();
      boolean goesOn = !stretches.isEmpty() && stretches.getLast().until().equals(start);
      var from = goesOn ? stretches.removeLast().from() : start;
      stretches.add(new Interval(from, start.plus(HOUR)));
    }
    return stretches;
  }

  Component panel(String title, String observed, Visit visit) {
    var panel =
        new Panel(
            title, Html.span("", "outside of what is expected, two hours in a row stand out"));
    var areas =
        stretches().stream().map(stretch -> new Marks.Area(stretch, "unusual", "warning")).toList();
    var charts = new Charts(new Axis(visit.times().zone()), visit.interval());
    panel.with(
        charts.areas(
            List.of(
                points(observed, "low", FollowedHour::observed),
                points("Expected, at most", "ok", FollowedHour::high),
                points("Expected, at least", "minor", FollowedHour::low)),
            Charts.Unit.BYTES,
            new Marks(List.of(), areas, List.of()),
            title + ", with what was expected",
            190));
    var told = Html.element("ul", "sw-anomalies");
    anomalies().stream()
        .limit(MOST_TOLD)
        .forEach(one ->
            told.add(
                Html.element(
                    "li",
                    "",
                    Html.element("strong", "", visit.times().minute(one.hour().start())),
                    Html.span(
                        "sw-muted",
                        SeriesWords.of(one) + " Score " + Math.round(one.hour().score()) + "."))));
    return anomalies().isEmpty() ? panel : panel.with(told);
  }

  private Series points(String name, String colour, ToDoubleFunction<FollowedHour> value) {
    return new Series(
        name,
        colour,
        hours.stream()
            .map(one ->
                new Series.Point(one.hour().start(), Math.max(0, value.applyAsDouble(one.hour()))))
            .toList());
  }
}
