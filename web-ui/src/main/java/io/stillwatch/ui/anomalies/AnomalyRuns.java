// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.alert.Severity;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.search.LogFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.alerts.AlertWords;
import io.stillwatch.ui.feedback.LabelBox;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.words.KindWords;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One row a run, with its single scores behind it.
final class AnomalyRuns {
  private static final Duration AROUND = Duration.ofHours(1);

  /// Scores of one run that are listed.
  private static final int LISTED = 60;

  private final UiPorts ports;
  private final Visit visit;
  private final Runnable labelled;

  AnomalyRuns(UiPorts ports, Visit visit, Runnable labelled) {
    this.ports = ports;
    this.visit = visit;
    this.labelled = labelled;
  }

  Component draw(List<Anomaly> anomalies, double least) throws StoreException {
    var jobs = jobs(anomalies.stream().map(Anomaly::job).distinct().toList());
    var runs =
        AnomalyRun.fold(
            anomalies,
            least,
            id ->
                Optional.ofNullable(jobs.get(id)).map(AnomalyRun::gap).orElse(Duration.ofDays(1)));
    var labels = labels(runs);
    var rows = Html.element("ul", "sw-rows");
    for (var run : runs) {
      var peak = run.peak().id();
      var label = Optional.ofNullable(labels.get(peak));
      rows.add(
          Html.element(
              "li",
              "",
              row(run, Optional.ofNullable(jobs.get(run.job()))),
              scores(run),
              LabelBox.ofAnomaly(ports, peak, label, labelled)));
    }
    return rows;
  }

  private Map<String, Job> jobs(Collection<String> ids) throws StoreException {
    var jobs = new HashMap<String, Job>();
    for (var status : ports.outcomes().statuses().find(List.copyOf(ids)))
      jobs.put(status.job().id(), status.job());
    return jobs;
  }

  /// A label of a run is the label of its peak.
  private Map<String, Label> labels(List<AnomalyRun> runs) throws StoreException {
    var labels = new HashMap<String, Label>();
    var subjects = runs.stream().map(run -> Subject.anomaly(run.peak().id())).toList();
    for (var label : ports.detecting().feedback().labels().find(subjects))
      labels.put(label.subject().id(), label);
    return labels;
  }

  private HtmlContainer row(AnomalyRun run, Optional<Job> job) {
    var peak = run.peak();
    var severity = Severity.ofScore(peak.score());
    var row =
        Html.div(
            "sw-alert-row",
            Html.chip(
                AlertWords.shape(severity),
                AlertWords.severity(severity) + " " + Math.round(peak.score()),
                AlertWords.colour(severity)),
            Html.link(
                visit.link("timelines/" + Links.segment(run.job())),
                "sw-sentence",
                Html.text(job.map(KindWords::subject).orElse(run.job()))),
            Html.time(visit.times().minute(peak.at()), visit.times().stamp(peak.at())),
            Html.span("sw-cause", AnomalyWords.why(peak)));
    var first = run.byTime().getFirst().startedAt();
    var around = TimeRange.absolute(first.minus(AROUND), run.byTime().getLast().at().plus(AROUND));
    job.ifPresent(known ->
        row.add(
            Html.link(
                visit
                    .during(around)
                    .link(
                        "discover",
                        Visit.FILTER,
                        LogFilter.is("host.name", known.host().name()).token()),
                "Logs around it")));
    return row;
  }

  /// All scores of the run; nothing to unfold where the peak is all.
  private Component scores(AnomalyRun run) {
    var all = run.byTime();
    if (all.size() == 1) return Html.text("");
    var times = visit.times();
    var words =
        all.size()
            + " scores in a row, "
            + times.minute(all.getFirst().at())
            + " to "
            + times.minute(all.getLast().at());
    var list = Html.element("ol", "sw-scores");
    for (var one : all.reversed().subList(0, Math.min(LISTED, all.size()))) {
      list.add(
          Html.element(
              "li",
              "",
              Html.time(times.minute(one.at()), times.stamp(one.at())),
              Html.element("b", "", "" + Math.round(one.score())),
              Html.span("", AnomalyWords.why(one))));
    }
    if (all.size() > LISTED)
      list.add(
          Html.element(
              "li",
              "sw-muted",
              "The newest "
                  + LISTED
                  + " of "
                  + all.size()
                  + "; a shorter range shows the others."));
    return Html.element("details", "sw-run", Html.element("summary", "", words), list);
  }
}
