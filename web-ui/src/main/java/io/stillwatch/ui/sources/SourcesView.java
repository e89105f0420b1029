// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.source.SourceState;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.ui.page.Choice;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.Sizes;
import io.stillwatch.ui.time.Times;
import java.util.List;
import java.util.Optional;

/// All sources, worst first; then what waits on the way into the index, and the gaps of the range.
@Route(value = "sources", layout = MainLayout.class)
public final class SourcesView extends PageView {
  private static final String STATE = "state";

  private List<SourceState> drawn = List.of();

  SourcesView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Sources";
  }

  /// Times of polling change all the time and say nothing new.
  @Override
  protected boolean outdated(Visit now) throws StoreException {
    return !sights(ports().collecting().sources().all()).equals(sights(drawn));
  }

  private static List<String> sights(List<SourceState> states) {
    return states.stream().map(state -> state.source() + "|" + state.problem()).sorted().toList();
  }

  /// What waits in the spool is told even while the store does not answer: then it matters most.
  @Override
  protected void show(Visit visit) throws StoreException {
    var header = Html.element("header", "", Html.element("h1", "", "Sources"));
    add(header);
    var backlog = new BacklogPanel(ports().collecting().backlog().read(), visit.times());
    try {
      var gaps = gaps(visit.interval());
      var model = model(gaps, visit);
      header.add(Html.element("p", "sw-lead", lead(model)));
      if (!model.rows().isEmpty()) add(filters(model, visit));
      var losses = Html.div("sw-stack", backlog, gapsPanel(gaps, visit.times()));
      add(Html.div("sw-columns", Html.div("sw-stack", list(model, visit)), losses));
    } catch (StoreException e) {
      add(Note.failure(name(), e, this::refresh), backlog);
    }
  }

  private Gaps.Report gaps(Interval range) throws StoreException {
    return ports().collecting().gaps().between(range.from(), range.until());
  }

  private SourcesModel model(Gaps.Report gaps, Visit visit) throws StoreException {
    drawn = ports().collecting().sources().all();
    var findings = ports().findings().all().stream().map(Versioned::value).toList();
    var behindAfter = ports().settings().behindAfter();
    return SourcesModel.of(drawn, findings, gaps, visit.times(), behindAfter);
  }

  private static Component list(SourcesModel model, Visit visit) {
    if (model.rows().isEmpty()) return Html.div("sw-panel", nothingYet(visit));
    return Html.div("sw-panel", rows(model.rows(wanted(visit)), visit));
  }

  private static String lead(SourcesModel model) {
    return model.rows().size() + (model.rows().size() == 1 ? " source" : " sources");
  }

  private static Optional<Sight> wanted(Visit visit) {
    return Sight.ofToken(visit.parameter(STATE));
  }

  private static Component nothingYet(Visit visit) {
    return Note.empty(
        "No source is connected",
        "Name log files, RDS instances, an S3 prefix, the journal or a syslog port in"
            + " stillwatch.yaml, or let a log shipper push.",
        Html.link(visit.link(""), "First steps"));
  }

  private static Component filters(SourcesModel model, Visit visit) {
    var wanted = wanted(visit);
    var filters = Choice.group("State");
    filters.add(Choice.of("All", model.rows().size(), visit.link("sources"), wanted.isEmpty()));
    for (var sight : Sight.values()) {
      int count = model.count(sight);
      boolean chosen = wanted.equals(Optional.of(sight));
      filters.add(
          Choice.of(
              Html.chip(sight.shape(), sight.word(), count == 0 ? "none" : sight.colour()),
              count,
              visit.link("sources", STATE, chosen ? "" : sight.token()),
              chosen));
    }
    return filters;
  }

  private static Component rows(List<SourcesModel.Row> rows, Visit visit) {
    if (rows.isEmpty())
      return Note.empty(
          "No source is in this state", "", Html.link(visit.link("sources"), "Show all sources"));
    var list = Html.element("ul", "sw-rows");
    rows.forEach(row -> list.add(Html.element("li", "", row(row, visit))));
    return list;
  }

  private static Component row(SourcesModel.Row row, Visit visit) {
    var state = row.state();
    var sight = row.sight();
    var cell =
        Html.div(
            "sw-alert-row",
            Html.chip(sight.shape(), sight.word(), sight.colour()),
            Html.link(
                visit.link("discover", "q", "stillwatch.source : \"" + state.source() + "\""),
                "sw-sentence sw-mono",
                new Text(state.source().value())),
            Html.span("sw-age", complete(state, visit.times())),
            Html.span("sw-cause", brings(state)),
            Html.span("sw-age", gaps(row.gaps())));
    if (state.blind()) cell.add(Html.element("p", "sw-problem", state.problem()));
    for (var remedy : row.remedies()) {
      if (!remedy.title().equals(state.problem()))
        cell.add(Html.element("p", "sw-problem", remedy.title()));
      cell.add(Html.element("p", "sw-problem sw-muted", "What to do: " + remedy.whatToDo()));
    }
    return cell;
  }

  private static String brings(SourceState state) {
    var what =
        switch (state.reports()) {
          case LOG_LINES -> "log lines";
          case LISTINGS -> "listings of log files";
          case CONFIGURATION -> "configuration";
          case LISTINGS_AND_LINES -> "listings and log lines";
        };
    return what + " of " + state.host().name();
  }

  private static String complete(SourceState state, Times times) {
    return Times.known(state.completeUntil())
        ? "complete until " + times.minute(state.completeUntil())
        : "nothing told yet";
  }

  private static String gaps(Gaps.Sum sum) {
    if (sum.count() == 0) return "no gaps";
    return sum.count() + (sum.count() == 1 ? " gap, " : " gaps, ") + size(sum.bytes());
  }

  /// How much was lost is not always known.
  private static String size(long bytes) {
    return bytes == 0 ? "size unknown" : Sizes.words(bytes);
  }

  private static Component gapsPanel(Gaps.Report report, Times times) {
    var told = report.newest().size();
    var note =
        report.count() > told ? "the newest " + told + " of " + report.count() : told + " in range";
    var panel = new Panel("Gaps", new Text(note)).flush();
    if (told == 0)
      return panel.with(
          Note.empty(
              "Nothing was lost in this range",
              "What was there and could not be read is listed here, with the reason."));
    var list = Html.element("ul", "sw-rows");
    for (var gap : report.newest()) {
      var where = gap.position().path() + " at byte " + gap.position().offset();
      list.add(
          Html.element(
              "li",
              "",
              Html.div(
                  "sw-loss",
                  Html.time(times.minute(gap.at()), times.stamp(gap.at())),
                  Html.span("sw-age", size(gap.bytes())),
                  Html.element("p", "", gap.why()),
                  Html.span("sw-mono", where),
                  Html.span("sw-mono", gap.source().value()))));
    }
    return panel.with(list);
  }
}
