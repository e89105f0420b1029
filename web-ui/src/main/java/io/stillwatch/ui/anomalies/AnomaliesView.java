// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.anomaly.Anomaly;
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
import java.util.List;
import java.util.Optional;

/// The anomalies of all jobs in the range, folded into runs of one job each, those that exceed what
/// they need the most first.
@Route(value = "anomalies", layout = MainLayout.class)
public final class AnomaliesView extends PageView {
  private static final String PATH = "anomalies";

  /// Anomalies, of which many are of the same run.
  private static final int PAGE = 500;

  private static final int USUAL = 25;
  private static final List<Integer> LEAST = List.of(3, 25, 50, 75);

  AnomaliesView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Anomalies";
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    int least = least(visit.parameter("score"));
    var page = page(visit, least, visit.parameter("after"));
    sheet.add(
        Html.element(
            "header",
            "",
            Html.element("h1", "", name()),
            Html.element(
                "p", "sw-lead", "Highest first, as a multiple of the score that raises an alert")));
    sheet.add(scores(least, visit));
    if (page.anomalies().isEmpty()) {
      sheet.add(Html.div("sw-panel", empty(visit, least)));
      return;
    }
    var runs = new AnomalyRuns(ports(), visit, this::refresh);
    sheet.add(Html.div("sw-panel", runs.draw(page.anomalies(), least)));
    if (!page.next().isEmpty()) {
      var next = visit.link(PATH, "score", "" + least, "after", page.next());
      sheet.add(Html.div("sw-actions", Html.link(next, "Next " + PAGE + " scores")));
    }
  }

  private AnomalyStore.Page page(Visit visit, double least, String after) throws StoreException {
    var range = visit.interval();
    return ports().outcomes().anomalies().ranked(range.from(), range.until(), least, after, PAGE);
  }

  private static int least(String text) {
    for (int each : LEAST) if (text.equals(Integer.toString(each))) return each;
    return USUAL;
  }

  private static Component scores(int least, Visit visit) {
    var scores = Choice.group("Score");
    for (int each : LEAST) {
      var severity = Severity.ofScore(each);
      var word = each + "+ " + AlertWords.severity(severity);
      scores.add(Choice.of(word, visit.link(PATH, "score", "" + each), each == least));
    }
    return scores;
  }

  /// Never a bare nothing: the highest score below the line, or why there is none.
  private Component empty(Visit visit, int least) throws StoreException {
    var lower = page(visit, 0, AnomalyStore.Page.START).anomalies();
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
        "No score of " + least + " or more in this range",
        why,
        highest.isPresent()
            ? Html.link(visit.link(PATH, "score", "3"), "Show all from 3")
            : Html.link("detector", "Detector"));
  }
}
