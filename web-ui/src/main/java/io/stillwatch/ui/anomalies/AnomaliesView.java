// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.alerts.AlertWords;
import io.stillwatch.ui.feedback.LabelBox;
import io.stillwatch.ui.page.Choice;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.words.KindWords;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The anomalies of all jobs in the range, by page, those that exceed what they need the most
/// first.
@Route(value = "anomalies", layout = MainLayout.class)
public final class AnomaliesView extends PageView {
  private static final String PATH = "anomalies";
  private static final int PAGE = 50;
  private static final int USUAL = 25;
  private static final List<Integer> LEAST = List.of(3, 25, 50, 75);
  private static final Duration AROUND = Duration.ofHours(1);

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
            Html.element("p", "sw-lead", "The highest first, by score over the score needed")));
    sheet.add(scores(least, visit));
    if (page.anomalies().isEmpty()) {
      sheet.add(Html.div("sw-panel", empty(visit, least)));
      return;
    }
    sheet.add(Html.div("sw-panel", rows(page.anomalies(), visit)));
    if (!page.next().isEmpty()) {
      var next = visit.link(PATH, "score", "" + least, "after", page.next());
      sheet.add(Html.div("sw-actions", Html.link(next, "Next " + PAGE)));
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
      var word = each + " and more: " + AlertWords.severity(severity);
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

  private Component rows(List<Anomaly> anomalies, Visit visit) throws StoreException {
    var jobs = new HashMap<String, Job>();
    var ids = anomalies.stream().map(Anomaly::job).distinct().toList();
    for (var status : ports().outcomes().statuses().find(ids))
      jobs.put(status.job().id(), status.job());
    var labels = labels(anomalies);
    var rows = Html.element("ul", "sw-rows");
    for (var one : anomalies) {
      var label = Optional.ofNullable(labels.get(one.id()));
      rows.add(
          Html.element(
              "li",
              "",
              row(one, Optional.ofNullable(jobs.get(one.job())), visit),
              LabelBox.small(ports(), Subject.anomaly(one.id()), label, this::refresh)));
    }
    return rows;
  }

  private Map<String, Label> labels(List<Anomaly> anomalies) throws StoreException {
    var labels = new HashMap<String, Label>();
    var subjects = anomalies.stream().map(one -> Subject.anomaly(one.id())).toList();
    for (var label : ports().detecting().feedback().labels().find(subjects))
      labels.put(label.subject().id(), label);
    return labels;
  }

  private static HtmlContainer row(Anomaly one, Optional<Job> job, Visit visit) {
    var severity = Severity.ofScore(one.score());
    var name = job.map(KindWords::subject).orElse(one.job());
    var around = TimeRange.absolute(one.startedAt().minus(AROUND), one.at().plus(AROUND));
    var row =
        Html.div(
            "sw-alert-row",
            Html.chip(
                AlertWords.shape(severity),
                AlertWords.severity(severity) + " " + Math.round(one.score()),
                AlertWords.colour(severity)),
            Html.link(
                visit.link("timelines/" + Links.segment(one.job())),
                "sw-sentence",
                new com.vaadin.flow.component.Text(name)),
            Html.time(visit.times().minute(one.at()), visit.times().stamp(one.at())),
            Html.span("sw-cause", AnomalyWords.why(one)));
    job.ifPresent(known ->
        row.add(
            Html.link(
                Links.to("discover", around, "f", "host.name|is|" + known.host().name()),
                "Logs around it")));
    return row;
  }
}
