// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.ui.alerts.OpenAlerts;
import io.stillwatch.ui.lanes.Cells;
import io.stillwatch.ui.lanes.Lane;
import io.stillwatch.ui.lanes.Lanes;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import io.stillwatch.ui.words.HealthWords;
import io.stillwatch.ui.words.KindWords;
import io.stillwatch.ui.words.VerdictWords;
import java.time.Duration;
import java.util.List;

/// What is known of one cell of a lane: expected, observed, and where to look next.
final class CellCard extends HtmlContainer {
  private static final Duration AROUND = Duration.ofHours(1);

  CellCard() {
    super("div");
    addClassName("sw-card");
    getElement().setAttribute("popover", "auto").setAttribute("role", "dialog");
  }

  void show(Lanes.Chosen cell, Lane lane, OpenAlerts open, Visit visit) {
    var job = lane.status().job();
    var runs = lane.runs(cell.due());
    if (runs.isEmpty()) return;
    removeAll();
    add(Html.element("h2", "", KindWords.subject(job)));
    add(
        runs.size() == 1
            ? single(runs.getFirst(), visit.times())
            : several(runs, cell.due(), visit.times()));
    var links = links(lane.status(), cell.due(), runs.size(), visit);
    open.of(job.id())
        .filter(alert -> !cell.due().until().isBefore(alert.times().startedAt()))
        .ifPresent(alert ->
            links.add(Html.link(visit.link("alerts/" + Links.segment(alert.id())), "Alert")));
    add(links);
    getElement().setAttribute("aria-label", "Run of " + job.name());
    getElement().executeJs("swPlace(this, $0, $1)", cell.x(), cell.y());
  }

  private static HtmlContainer single(JudgedRun run, Times times) {
    var health = JobHealth.of(run.verdict());
    var word = Cells.Kind.of(run.verdict()).word();
    var facts = new Facts();
    facts.with(
        "Verdict",
        Html.chip(
            HealthWords.shape(health),
            Character.toUpperCase(word.charAt(0)) + word.substring(1),
            HealthWords.colour(health)));
    facts.with("Expected", times.weekday(run.due()));
    facts.with("Observed", run.verdict().run().map(times::stamp).orElse("–"));
    var detail = VerdictWords.detail(run.verdict());
    if (!detail.isEmpty()) facts.with("Detail", detail);
    facts.with("Judged", times.minute(run.judgedAt()));
    return facts;
  }

  private static HtmlContainer several(List<JudgedRun> runs, Interval due, Times times) {
    return new Facts()
        .with("Due", times.minute(due.from()) + " to " + times.minute(due.until()))
        .with("Runs", Cells.summary(runs));
  }

  private static HtmlContainer links(JobStatus status, Interval due, int runs, Visit visit) {
    var around = TimeRange.absolute(due.from().minus(AROUND), due.until().plus(AROUND));
    var query = "host.name:" + KqlText.quoted(status.job().host().name());
    var links =
        Html.div(
            "sw-actions",
            Html.link(visit.during(around).link("discover", "q", query), "Logs around it"));
    if (runs > 1) {
      links.add(
          Html.link(
              visit
                  .during(TimeRange.absolute(due.from(), due.until()))
                  .link("timelines", "q", status.job().name()),
              "Zoom in"));
    }
    links.getStyle().set("margin-top", "12px");
    return links;
  }
}
