// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.store.JobStatusStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.alerts.OpenAlerts;
import io.stillwatch.ui.lanes.Lanes;
import io.stillwatch.ui.page.Choice;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Kept;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.words.HealthWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All jobs, each with a lane of its due runs and the growth of its log.
@Route(value = "timelines", layout = MainLayout.class)
public final class TimelinesView extends PageView {
  private static final int SPARK_POINTS = 60;

  private final TextField search = new TextField();
  private final CellCard card = new CellCard();
  private @Nullable Runnable searching;

  TimelinesView(UiPorts ports) {
    super(ports);
    search.setPlaceholder("Job, host, log or command");
    search.setAriaLabel("Search jobs");
    search.setClearButtonVisible(true);
    search.addThemeVariants(TextFieldVariant.SMALL);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.setValueChangeTimeout(350);
    search.addValueChangeListener(change -> {
      if (change.isFromClient() && searching != null) searching.run();
    });
  }

  @Override
  protected String name() {
    return "Timelines";
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var model = TimelinesModel.read(ports().outcomes(), ports().detecting().maintenance(), visit);
    sheet.add(
        Html.element(
            "header",
            "",
            Html.element("h1", "", "Timelines"),
            Html.element("p", "sw-lead", lead(model))));
    if (model.all() == 0) {
      sheet.add(nothingYet());
      return;
    }
    // the search field stays where it is: each word typed is a new address
    sheet.add(controls(model, visit));
    sheet.add(model.shown() == 0 ? noMatch(model, visit) : lanes(model, visit));
  }

  private static Component nothingYet() {
    return Html.div(
        "sw-panel",
        Note.empty(
            "No recurring jobs found yet",
            "A job appears as soon as its crontab or logrotate stanza is read, or after three runs of"
                + " the same command were seen.",
            Html.link("", "First steps")));
  }

  private static Component noMatch(TimelinesModel model, Visit visit) {
    var all = model.selection().withHealth(Optional.empty()).withWords("").link(visit);
    return Html.div(
        "sw-panel",
        Note.empty(
            "No job matches",
            "None of " + model.all() + " jobs has this state and these words.",
            Html.link(all, "Show all jobs")));
  }

  private static String lead(TimelinesModel model) {
    long all = model.all();
    return model.matching() == all ? all + " jobs" : model.matching() + " of " + all + " jobs";
  }

  private Component controls(TimelinesModel model, Visit visit) {
    var states = Choice.group("State");
    var order = Choice.group("Order");
    var grouping = Choice.group("Groups");
    var selection = model.selection();
    if (!search.getValue().strip().equals(selection.words())) search.setValue(selection.words());
    searching = () -> Links.open(selection.withWords(search.getValue()).link(visit));
    states.add(
        Choice.of(
            "All",
            model.found(),
            selection.withHealth(Optional.empty()).link(visit),
            selection.health().isEmpty()));
    for (var health : JobHealth.values()) {
      states.add(state(health, model, visit));
    }
    for (var each : List.of(Selection.Grouping.HOST, Selection.Grouping.KIND)) {
      boolean chosen = selection.grouping() == each;
      var next = selection.withGrouping(chosen ? Selection.Grouping.NONE : each).link(visit);
      grouping.add(Choice.of(each.label(), next, chosen));
    }
    for (var each : JobStatusStore.Order.values()) {
      order.add(
          Choice.of(
              Selection.label(each),
              selection.withOrder(each).link(visit),
              selection.order() == each));
    }
    return Html.div(
        "sw-stack sw-tight",
        Html.div("sw-controls", new Kept(search), states),
        Html.div("sw-controls", order, grouping));
  }

  private static HtmlContainer state(JobHealth health, TimelinesModel model, Visit visit) {
    var selection = model.selection();
    boolean chosen = selection.health().equals(Optional.of(health));
    long count = model.counts().getOrDefault(health, 0L);
    var colour = count == 0 ? "none" : HealthWords.colour(health);
    return Choice.of(
        Html.chip(HealthWords.shape(health), HealthWords.word(health), colour),
        count,
        selection.withHealth(chosen ? Optional.empty() : Optional.of(health)).link(visit),
        chosen);
  }

  private Component lanes(TimelinesModel model, Visit visit) throws StoreException {
    var open = OpenAlerts.read(ports().alerts());
    var lanes =
        new Lanes(model.groups(), visit, "Jobs, worst first, with their due runs over time")
            .onCell(cell ->
                model.lane(cell.job()).ifPresent(lane -> card.show(cell, lane, open, visit)))
            .onGrowth(ids -> growth(ids, model, visit));
    return Html.div("sw-panel", lanes, more(model, visit), legend(), new Kept(card));
  }

  private static Component more(TimelinesModel model, Visit visit) {
    var more = Html.div("sw-actions");
    if (model.shown() >= model.matching()) return more;
    more.add(Html.span("sw-muted", "The first " + model.shown() + " of " + model.matching()));
    model
        .selection()
        .longer()
        .ifPresentOrElse(
            longer -> more.add(Html.link(longer.link(visit), "Load more")),
            () -> more.add(Html.span("sw-muted", "Search, or choose a state, to see the others.")));
    return more;
  }

  private Map<String, Lanes.Growth> growth(List<String> ids, TimelinesModel model, Visit visit) {
    var reader = new GrowthReader(ports().outcomes().sizes());
    Map<String, Lanes.Growth> all = new LinkedHashMap<>();
    try {
      for (var id : ids) {
        var lane = model.lane(id);
        if (lane.isEmpty()) continue;
        boolean silent = lane.get().status().health() == JobHealth.SILENT;
        reader
            .read(id, visit.interval(), silent, SPARK_POINTS)
            .ifPresent(growth -> all.put(id, growth));
      }
    } catch (StoreException e) {
      return all; // lanes without growth; the strip of the shell says why
    }
    return all;
  }

  static Component legend() {
    var legend = Html.div("sw-legend");
    legend.getElement().setAttribute("aria-label", "Legend");
    legend.add(
        Html.chip("●", "on time", "ok"),
        Html.chip("◐", "late", "minor"),
        Html.chip("✕", "missed", "critical"),
        Html.chip("!", "failed", "major"),
        Html.chip("▭", "overrun", "major"),
        Html.chip("▮", "too short", "major"),
        Html.chip("░", "unknown: no evidence either way", "unknown"),
        Html.chip("▨", "maintenance or holiday: not expected", "planned"));
    return legend;
  }
}
