// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.core.source.MergedStates;
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
import io.stillwatch.ui.ports.Backlog;
import io.stillwatch.ui.ports.Refused;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.Sizes;
import io.stillwatch.ui.time.Times;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All sources, worst first; then what waits on the way into the index, the gaps of the range, and
/// what the index holds.
@Route(value = "sources", layout = MainLayout.class)
public final class SourcesView extends PageView {
  private static final String STATE = "state";

  /// Hosts whose findings are read for the remedies.
  private static final int MOST_HOSTS = 200;

  /// All that the page tells.
  private record Page(
      SourcesModel model,
      Gaps.Report gaps,
      Backlog backlog,
      Refused refused,
      StorageModel storage) {}

  SourcesView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Sources";
  }

  private Page read(Visit visit) throws StoreException {
    var collecting = ports().collecting();
    var range = visit.interval();
    var gaps = collecting.gaps().between(range.from(), range.until());
    var reported = collecting.sources().reported();
    var states = MergedStates.of(reported);
    var blind = ports().blind(reported);
    var model = SourcesModel.of(states, blind, findings(states), gaps);
    return new Page(
        model,
        gaps,
        collecting.backlog().read(),
        collecting.refused().read(),
        StorageModel.of(collecting.storage().read()));
  }

  /// Those of the hosts that are blind, and of others as long as they are few.
  private List<Finding> findings(List<SourceState> states) throws StoreException {
    var hosts =
        states.stream()
            .sorted(Comparator.comparing(state -> !state.blind()))
            .map(SourceState::host)
            .distinct()
            .limit(MOST_HOSTS)
            .toList();
    return ports().findings().ofHosts(hosts).stream().map(Versioned::value).toList();
  }

  /// What waits in the spool is told even while the store does not answer: then it matters most.
  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var header = Html.element("header", "", Html.element("h1", "", name()));
    sheet.add(header);
    try {
      var page = read(visit);
      header.add(Html.element("p", "sw-lead", lead(page.model())));
      if (!page.model().rows().isEmpty()) sheet.add(filters(page.model(), visit));
      var losses =
          Html.div(
              "sw-stack",
              new BacklogPanel(page.backlog(), page.refused(), visit.times()),
              gapsPanel(page.gaps(), visit.times()),
              new StoragePanel(page.storage()));
      sheet.add(Html.div("sw-columns", Html.div("sw-stack", list(page.model(), visit)), losses));
    } catch (StoreException e) {
      var collecting = ports().collecting();
      sheet.add(failure(name(), e));
      sheet.add(
          new BacklogPanel(
              collecting.backlog().read(), collecting.refused().read(), visit.times()));
    }
  }

  private static Component list(SourcesModel model, Visit visit) {
    if (model.rows().isEmpty()) return Html.div("sw-panel", nothingYet(visit));
    return Html.div("sw-panel", rows(model.rows(wanted(visit)), visit));
  }

  private static String lead(SourcesModel model) {
    return model.rows().size() + (model.rows().size() == 1 ? " source" : " sources");
  }

  private static Optional<SourceHealth> wanted(Visit visit) {
    return SourceHealth.ofToken(visit.parameter(STATE));
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
    for (var health : SourceHealth.values()) {
      int count = model.count(health);
      boolean chosen = wanted.equals(Optional.of(health));
      filters.add(
          Choice.of(
              Html.chip(health.shape(), health.word(), count == 0 ? "none" : health.colour()),
              count,
              visit.link("sources", STATE, chosen ? "" : health.token()),
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
    var health = row.health();
    var cell =
        Html.div(
            "sw-alert-row",
            Html.chip(health.shape(), health.word(), health.colour()),
            Html.link(
                visit.link(
                    "discover", "q", "stillwatch.source : " + KqlText.quoted(row.source().value())),
                "sw-sentence sw-mono",
                Html.text(row.source().value())),
            Html.span("sw-age", complete(row.completeUntil(), visit.times())),
            Html.span("sw-cause", brings(row)),
            Html.span("sw-age", gaps(row.gaps())));
    if (!row.problem().isEmpty()) cell.add(Html.element("p", "sw-problem", row.problem()));
    for (var remedy : row.remedies()) {
      if (!remedy.title().equals(row.problem()))
        cell.add(Html.element("p", "sw-problem", remedy.title()));
      cell.add(Html.element("p", "sw-problem sw-muted", "What to do: " + remedy.whatToDo()));
    }
    return cell;
  }

  private static String brings(SourcesModel.Row row) {
    var what =
        switch (row.reports()) {
          case LOG_LINES -> "log lines";
          case LISTINGS -> "listings of log files";
          case CONFIGURATION -> "configuration";
          case LISTINGS_AND_LINES -> "listings and log lines";
        };
    return what + " of " + row.host().name();
  }

  private static String complete(Instant until, Times times) {
    return Times.known(until) ? "complete until " + times.minute(until) : "nothing reported yet";
  }

  private static String gaps(Gaps.Sum sum) {
    if (sum.count() == 0) return "no gaps";
    var size = sum.bytes() == 0 ? size(0) : "at least " + size(sum.bytes());
    return sum.count() + (sum.count() == 1 ? " gap, " : " gaps, ") + size;
  }

  /// How much was lost is not always known.
  private static String size(long bytes) {
    return bytes == 0 ? "size unknown" : Sizes.words(bytes);
  }

  private static Component gapsPanel(Gaps.Report report, Times times) {
    var told = report.newest().size();
    var note =
        report.count() > told ? "the newest " + told + " of " + report.count() : told + " in range";
    var panel = new Panel("Gaps", Html.text(note)).flush();
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
