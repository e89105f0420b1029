// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.AnomalyLanes.Span;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.alerts.AlertWords;
import io.stillwatch.ui.page.Choice;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import java.util.Optional;

/// The anomalies of all jobs in the range: the highest over time in lanes, and below them folded
/// into runs of one job each, those that exceed what they need the most first.
@Route(value = "anomalies", layout = MainLayout.class)
public final class AnomaliesView extends PageView {
  static final String PATH = "anomalies";

  /// Anomalies, of which many are of the same run.
  private static final int PAGE = 500;

  AnomaliesView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Anomalies";
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var choice = LaneChoice.of(visit);
    sheet.add(
        Html.element(
            "header",
            "",
            Html.element("h1", "", name()),
            Html.element(
                "p", "sw-lead", "Highest first, as a multiple of the score that raises an alert")));
    sheet.add(scores(choice, visit));
    var range = visit.interval();
    var lanes = Lanes.read(ports().outcomes(), choice, Span.of(range.from(), range.until()));
    if (lanes.overall().highest().isEmpty()) {
      sheet.add(Html.div("sw-panel", empty(visit, choice)));
      return;
    }
    sheet.add(new Swimlane(visit, choice, lanes).draw());
    var page = page(visit, choice, lanes);
    if (page.anomalies().isEmpty())
      sheet.add(
          Html.div(
              "sw-panel",
              Note.empty(
                  "No score here", "The cell or lane that was chosen has none in this range.")));
    else {
      var runs = new AnomalyRuns(ports(), visit, this::refresh);
      sheet.add(Html.div("sw-panel", runs.draw(page.anomalies(), choice.least())));
    }
    if (!page.next().isEmpty())
      sheet.add(
          Html.div(
              "sw-actions",
              Html.link(choice.link(visit, page.next()), "Next " + PAGE + " scores")));
  }

  /// The scores of the cell or lane that is chosen, else of all.
  private AnomalyStore.Page page(Visit visit, LaneChoice choice, Lanes lanes)
      throws StoreException {
    var store = ports().outcomes().anomalies();
    var range = visit.interval();
    var from = choice.cell().orElse(range.from());
    var until = choice.cell().map(at -> at.plus(lanes.span().bucket())).orElse(range.until());
    var after = visit.parameter("after");
    if (choice.lane().isEmpty()) return store.ranked(from, until, choice.least(), after, PAGE);
    var some = lanes.of(choice);
    return store.ranked(some, new Interval(from, until), choice.least(), after, PAGE);
  }

  private static Component scores(LaneChoice choice, Visit visit) {
    var scores = Choice.group("Score");
    for (int each : LaneChoice.LEAST) {
      var word = each + "+ " + AlertWords.severity(Severity.ofScore(each));
      scores.add(Choice.of(word, choice.least(each).link(visit, ""), each == choice.least()));
    }
    return scores;
  }

  /// Never a bare nothing: the highest score below the line, or why there is none.
  private Component empty(Visit visit, LaneChoice choice) throws StoreException {
    var range = visit.interval();
    var lower =
        ports()
            .outcomes()
            .anomalies()
            .ranked(range.from(), range.until(), 0, AnomalyStore.Page.START, 1)
            .anomalies();
    var highest = lower.isEmpty() ? Optional.<Anomaly>empty() : Optional.of(lower.getFirst());
    var why =
        highest
            .map(one ->
                "The highest was "
                    + Math.round(one.score())
                    + ", "
                    + visit.times().minute(one.at())
                    + ".")
            .orElse("No run was scored in this range: the model may not be trained yet.");
    return Note.empty(
        "No score of " + choice.least() + " or more in this range",
        why,
        highest.isPresent()
            ? Html.link(
                choice.least(LaneChoice.LEAST.getFirst()).link(visit, ""), "Show all from 3")
            : Html.link("detector", "Detector"));
  }
}
