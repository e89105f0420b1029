// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.FindingStore.Page;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.ui.alerts.AlertWords;
import io.stillwatch.ui.alerts.OpenAlerts;
import io.stillwatch.ui.chart.Axis;
import io.stillwatch.ui.chart.Charts;
import io.stillwatch.ui.lanes.Lane;
import io.stillwatch.ui.lanes.Lanes;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.words.HealthWords;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The first page: how many jobs are silent, late, blind or on time, and what needs attention.
@Route(value = "", layout = MainLayout.class)
public final class OverviewView extends PageView {
  /// Open findings that are read; the newest of them are shown.
  private static final int MOST_FINDINGS = 200;

  /// Jobs that are not on time with a lane, the worst first.
  private static final int MOST_LANES = 8;

  OverviewView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Overview";
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var fleet = fleet();
    var model = OverviewModel.of(fleet, open(), findings(), visit);
    if (fleet.empty()) {
      sheet.add(head("Nothing is watched yet."), new FirstSteps(ports(), search()));
      return;
    }
    sheet.add(head(model.lead()), tiles(model));
    sheet.add(
        Html.div(
            "sw-columns",
            Html.div("sw-stack", attention(model, visit, fleet), history(visit), lanes(visit)),
            Html.div("sw-stack", forecast(model, visit), findings(model, visit))));
  }

  private FleetSummary fleet() throws StoreException {
    return FleetSummary.read(ports().outcomes().statuses());
  }

  private List<Alert> open() throws StoreException {
    return OpenAlerts.read(ports().alerts()).all();
  }

  private List<Finding> findings() throws StoreException {
    var open = new FindingFilter(Optional.of(FindingLifecycle.Status.OPEN), "", "");
    return ports().findings().page(open, Page.START, MOST_FINDINGS).findings().stream()
        .map(Versioned::value)
        .toList();
  }

  private static Component head(String lead) {
    return Html.element(
        "header", "", Html.element("h1", "", "Overview"), Html.element("p", "sw-lead", lead));
  }

  private static Component tiles(OverviewModel model) {
    var tiles = Html.element("nav", "sw-tiles");
    tiles.getElement().setAttribute("aria-label", "Jobs by state");
    for (var tile : model.tiles()) {
      var health = tile.health();
      tiles.add(
          Html.link(
              tile.href(),
              "sw-tile",
              HealthWords.chip(health),
              Html.span(
                  tile.count() == 0 ? "sw-number sw-zero" : "sw-number",
                  Long.toString(tile.count())),
              Html.element("small", "", tile.note())));
    }
    return tiles;
  }

  private static Component attention(OverviewModel model, Visit visit, FleetSummary fleet) {
    if (model.attention().isEmpty()) return quiet(model, visit, fleet);
    var rows = Html.element("ul", "sw-rows");
    model.attention().forEach(alert -> rows.add(Html.element("li", "", row(alert, visit))));
    return new Panel("Needs attention", Html.link(visit.link("alerts"), "All alerts"))
        .flush()
        .with(rows);
  }

  private static Component quiet(OverviewModel model, Visit visit, FleetSummary fleet) {
    var line =
        model.quiet() ? "All " + fleet.watched() + " jobs ran on time." : "No alert is open.";
    var note =
        Note.empty(
            line,
            "Last looked " + visit.times().stamp(visit.times().now()) + ".",
            Html.link(visit.link("alerts"), "Earlier alerts"));
    note.getChildren().findFirst().ifPresent(first -> first.addClassName("sw-quiet"));
    return new Panel("Needs attention").flush().with(note);
  }

  private static HtmlContainer row(Alert alert, Visit visit) {
    var severity = alert.severity();
    return Html.div(
        "sw-alert-row",
        Html.chip(
            AlertWords.shape(severity),
            OverviewModel.severityWord(alert),
            AlertWords.colour(severity)),
        Html.link(
            visit.link("alerts/" + Links.segment(alert.id())),
            "sw-sentence",
            Html.text(AlertWords.sentence(alert, visit.times()))),
        Html.span("sw-age", AlertWords.state(alert, visit.times())),
        Html.span("sw-cause", AlertWords.cause(alert)));
  }

  private static Component forecast(OverviewModel model, Visit visit) {
    var panel = new Panel("Disk full forecast").flush();
    if (model.forecasts().isEmpty()) {
      return panel.with(
          Note.empty("No disk is filling", "No log grows because its rotation stopped."));
    }
    var rows = Html.element("ul", "sw-rows");
    for (var each : model.forecasts()) {
      var bar = Html.element("i", "");
      bar.getStyle().set("width", Math.round(each.share() * 100) + "%");
      rows.add(
          Html.element(
              "li",
              "",
              Html.div(
                  "sw-forecast",
                  Html.link(visit.link("alerts/" + Links.segment(each.alert())), each.log()),
                  Html.span("sw-eta", each.when()),
                  Html.element("span", "sw-track", bar),
                  Html.element("small", "", each.growth()))));
    }
    return panel.with(rows);
  }

  private static Component findings(OverviewModel model, Visit visit) {
    var panel =
        new Panel("Open findings", Html.link(visit.link("findings"), "All findings")).flush();
    if (model.findings().isEmpty()) {
      return panel.with(Note.empty("No open findings", "No fault in the configuration is known."));
    }
    var rows = Html.element("ul", "sw-rows");
    model.findings().forEach(finding -> rows.add(finding(finding, visit)));
    return panel.with(rows);
  }

  private static Component finding(Finding finding, Visit visit) {
    return Html.element(
        "li",
        "",
        Html.link(
            visit.link("findings", "id", finding.id()),
            "sw-sentence",
            Html.text(finding.explanation().title())),
        Html.element("br", ""),
        Html.element("small", "sw-muted sw-mono", finding.place().toString()),
        Html.element(
            "small",
            "sw-muted",
            " · " + finding.rule() + " · " + visit.times().relative(finding.life().firstSeen())));
  }

  /// The jobs that are silent, failed, late or blind, with their due runs; no panel without one.
  private Component lanes(Visit visit) throws StoreException {
    var jobs =
        ports()
            .outcomes()
            .statuses()
            .page(JobFilter.ALL, JobStatusStore.Page.START, MOST_LANES)
            .jobs()
            .stream()
            .filter(status -> FleetSummary.needsAttention(status.health()))
            .toList();
    if (jobs.isEmpty()) return new Text("");
    var maintenance = ports().detecting().maintenance();
    var read = Lane.read(ports().outcomes().verdicts(), maintenance, jobs, visit.interval());
    var lanes =
        new Lanes(List.of(new Lane.Group("", "", read)), visit, "Jobs that are not on time")
            .onCell(cell -> Links.open(visit.link("timelines/" + Links.segment(cell.job()))))
            .onGrowth(_ -> Map.of());
    return new Panel("Jobs not on time", Html.link(visit.link("timelines"), "All jobs"))
        .with(Html.div("sw-lanes-in", lanes));
  }

  private Component history(Visit visit) throws StoreException {
    var zone = visit.times().zone();
    var bars = VerdictBars.read(ports().outcomes().verdicts(), visit.interval(), zone);
    var panel = new Panel("Runs by verdict", Html.span("", "click a bar to see its runs"));
    if (bars.series().isEmpty()) {
      return panel.with(
          Note.empty("No run was due in this range", "Choose a longer range at the top."));
    }
    return panel.with(
        new Charts(new Axis(zone), bars.range())
            .bars(bars.series(), bars.bar(), "Due runs by verdict over time", 190)
            .onRange((from, until) ->
                Links.open(visit.during(TimeRange.absolute(from, until)).link("timelines"))));
  }
}
