// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.job.JudgedRun;
import io.stillwatch.core.job.Verdict;
import io.stillwatch.ui.fleet.Fleet;
import io.stillwatch.ui.fleet.JobState;
import io.stillwatch.ui.fleet.JobStatus;
import io.stillwatch.ui.lanes.Cells;
import io.stillwatch.ui.lanes.Lanes;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is known of one cell of a lane: expected, observed, and where to look next.
final class CellCard extends HtmlContainer {
  private static final Duration AROUND = Duration.ofHours(1);

  CellCard() {
    super("div");
    addClassName("sw-card");
    getElement().setAttribute("popover", "auto").setAttribute("role", "dialog");
  }

  void show(Lanes.Chosen cell, Fleet fleet, Visit visit) {
    var status = fleet.job(cell.job());
    if (status.isEmpty()) return;
    var runs = fleet.verdicts(cell.job(), cell.due());
    if (runs.isEmpty()) return;
    removeAll();
    add(
        Html.element(
            "h2", "", status.get().job().name() + " on " + status.get().job().host().name()));
    add(
        runs.size() == 1
            ? single(runs.getFirst(), visit.times())
            : several(runs, cell.due(), visit.times()));
    add(links(status.get(), cell.due(), runs.size(), visit));
    getElement().setAttribute("aria-label", "Run of " + status.get().job().name());
    getElement().executeJs("swPlace(this, $0, $1)", cell.x(), cell.y());
  }

  private static HtmlContainer single(JudgedRun run, Times times) {
    var state = JobState.of(run.verdict());
    var word = Cells.Kind.of(run.verdict()).word();
    var facts = new Facts();
    facts.with(
        "Verdict",
        Html.chip(
            state.shape(),
            Character.toUpperCase(word.charAt(0)) + word.substring(1),
            state.colour()));
    facts.with("Expected", times.weekday(run.due()));
    facts.with("Observed", Fleet.ranAt(run.verdict()).map(times::stamp).orElse("–"));
    var detail = detail(run.verdict());
    if (!detail.isEmpty()) facts.with("Detail", detail);
    facts.with("Judged", times.minute(run.judgedAt()));
    return facts;
  }

  private static HtmlContainer several(List<JudgedRun> runs, Interval due, Times times) {
    return new Facts()
        .with("Due", times.minute(due.from()) + " to " + times.minute(due.until()))
        .with("Runs", Cells.summary(runs));
  }

  private static String detail(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Late(_, var by) -> Durations.words(by) + " late";
      case Verdict.Failed(_, var how) -> how;
      case Verdict.Overrun(_, var by) -> "ran " + Durations.words(by) + " too long";
      case Verdict.Unknown(var behind) ->
          "we could not look, " + Durations.words(behind) + " behind";
      case Verdict.Missed _ -> "no run in the grace after it";
      case Verdict.Learning(var seen, var needed) -> seen + " of " + needed + " runs seen";
      case Verdict.OnTime _ -> "";
    };
  }

  private static HtmlContainer links(JobStatus status, Interval due, int runs, Visit visit) {
    var around = TimeRange.absolute(due.from().minus(AROUND), due.until().plus(AROUND));
    var query = "host.name:\"" + status.job().host().name() + "\"";
    var links =
        Html.div(
            "sw-actions", Html.link(Links.to("discover", around, "q", query), "Logs around it"));
    if (runs > 1) {
      links.add(
          Html.link(
              Links.to(
                  "timelines",
                  TimeRange.absolute(due.from(), due.until()),
                  "q",
                  status.job().name()),
              "Zoom in"));
    }
    Optional.of(status)
        .flatMap(JobStatus::alert)
        .filter(alert -> !due.until().isBefore(alert.times().startedAt()))
        .ifPresent(alert ->
            links.add(Html.link(visit.link("alerts/" + Links.segment(alert.id())), "Alert")));
    links.getStyle().set("margin-top", "12px");
    return links;
  }
}
