// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.ui.alerts.AlertWords;
import io.stillwatch.ui.page.Choice;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Scores over time: a lane of all, then the worst lanes; each cell is a link that narrows the list
/// below to it.
final class Swimlane {
  /// So many cells have room for numbers on a usual screen.
  private static final int FEW = 32;

  private final Visit visit;
  private final LaneChoice choice;
  private final Lanes lanes;

  Swimlane(Visit visit, LaneChoice choice, Lanes lanes) {
    this.visit = visit;
    this.choice = choice;
    this.lanes = lanes;
  }

  Component draw() {
    var span = lanes.span();
    long cells = Duration.between(span.from(), span.until()).dividedBy(span.bucket());
    var grid = Html.element("ol", cells <= FEW ? "sw-swim sw-swim-few" : "sw-swim");
    grid.add(lane("", "All jobs", lanes.overall().highest()));
    for (var row : lanes.rows()) grid.add(lane(row.key(), row.title(), row.highest()));
    var panel = Html.div("sw-panel sw-swim-box", choices(), grid, axis());
    if (choice.any()) panel.add(chosen());
    return panel;
  }

  private Component choices() {
    var by = Choice.group("Lanes by");
    for (var each : LaneChoice.Group.values())
      by.add(
          Choice.of("By " + each.word(), choice.by(each).link(visit, ""), each == choice.group()));
    var rows = Choice.group("Lanes");
    for (int each : LaneChoice.ROWS)
      rows.add(
          Choice.of(each + " lanes", choice.rows(each).link(visit, ""), each == choice.rows()));
    return Html.div("sw-swim-head", by, rows);
  }

  private HtmlContainer lane(String key, String title, Map<Instant, Double> highest) {
    var cells = Html.div("sw-swim-cells");
    for (var at = lanes.span().from(); at.isBefore(lanes.span().until()); at = next(at))
      cells.add(cell(key, title, at, Optional.ofNullable(highest.get(at))));
    var name =
        key.isEmpty()
            ? Html.span("sw-swim-name", title)
            : Html.link(
                choice.choosing(key, Optional.empty()).link(visit, ""),
                "sw-swim-name",
                Html.text(title));
    name.getElement().setAttribute("title", title);
    if (!key.isEmpty() && key.equals(choice.lane()) && choice.cell().isEmpty()) mark(name);
    return Html.element("li", "sw-swim-lane", name, cells);
  }

  private Instant next(Instant at) {
    return at.plus(lanes.span().bucket());
  }

  private Component cell(String key, String title, Instant at, Optional<Double> score) {
    if (score.isEmpty()) return Html.span("sw-swim-cell", "");
    var severity = Severity.ofScore(score.get());
    var number = "" + Math.round(score.get());
    var link =
        Html.link(
            choice.choosing(key, Optional.of(at)).link(visit, ""),
            "sw-swim-cell sw-fill-" + AlertWords.colour(severity),
            Html.text(number));
    var words = title + ", " + stretch(at) + ": " + number + ", " + AlertWords.severity(severity);
    link.getElement().setAttribute("aria-label", words).setAttribute("title", words);
    if (key.equals(choice.lane()) && choice.cell().filter(at::equals).isPresent()) mark(link);
    return link;
  }

  private static void mark(HtmlContainer link) {
    link.getElement().setAttribute("aria-current", "true");
  }

  private String stretch(Instant at) {
    return visit.times().minute(at) + " to " + visit.times().minute(next(at));
  }

  /// The first, the middle and the last time of the lanes.
  private Component axis() {
    var span = lanes.span();
    var middle = span.from().plus(Duration.between(span.from(), span.until()).dividedBy(2));
    return Html.div(
        "sw-swim-axis",
        Html.div(
            "",
            Html.span("", visit.times().minute(span.from())),
            Html.span("", visit.times().minute(middle)),
            Html.span("", visit.times().minute(span.until()))));
  }

  private Component chosen() {
    var lane = lanes.row(choice.lane()).map(Lanes.Row::title).orElse(choice.lane());
    var what =
        choice
            .cell()
            .map(at -> (lane.isEmpty() ? "All jobs" : lane) + ", " + stretch(at))
            .orElse(lane);
    return Html.div(
        "sw-actions",
        Html.span("", "Chosen: " + what + "."),
        Html.link(choice.choosing("", Optional.empty()).link(visit, ""), "Show all again"));
  }
}
