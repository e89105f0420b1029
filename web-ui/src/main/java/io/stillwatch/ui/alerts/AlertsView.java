// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.feedback.AlertRanks;
import io.stillwatch.ui.feedback.LabelBox;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.Routing.Tested;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All alerts: the open ones whenever they began, the resolved ones of the time range.
@Route(value = "alerts", layout = MainLayout.class)
public final class AlertsView extends PageView {
  /// Alerts of the range that are listed, the newest.
  private static final int MOST = 500;

  private static final int MOST_HELD = 100;

  AlertsView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Alerts";
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var model = AlertList.of(read(visit), visit);
    sheet.add(
        Html.element(
            "header",
            "",
            Html.element("h1", "", "Alerts"),
            Html.element("p", "sw-lead", model.lead())));
    sheet.add(tabs(model, visit));
    sheet.add(Html.div("sw-panel", list(model, visit)));
    if (model.tab() == AlertList.Tab.RESOLVED)
      sheet.add(new MonthlyQuality(ports().alertQuality()));
  }

  private Component list(AlertList model, Visit visit) {
    if (model.tab() == AlertList.Tab.ROUTES) {
      return new RouteTests(model.read().routes(), visit.times(), this::test);
    }
    if (model.tab() == AlertList.Tab.HELD && !model.read().held().isEmpty()) {
      return HeldAlarms.rows(model.read().held(), visit);
    }
    return model.alerts().isEmpty() ? empty(model, visit) : rows(model, visit);
  }

  private AlertList.Read read(Visit visit) throws StoreException {
    Map<String, Alert> alerts = new LinkedHashMap<>();
    for (var each : ports().alerts().open()) alerts.put(each.value().id(), each.value());
    var range = visit.interval();
    ports()
        .alerts()
        .between(range.from(), range.until(), MOST)
        .forEach(alert -> alerts.putIfAbsent(alert.id(), alert));
    return new AlertList.Read(
        List.copyOf(alerts.values()),
        AlertRanks.read(ports(), alerts.values()),
        ports().outcomes().statuses().held(MOST_HELD),
        routes(visit));
  }

  /// Receipts are read only where they are shown; elsewhere the routes are counted.
  private List<Tested> routes(Visit visit) throws StoreException {
    var routing = ports().routing();
    if (visit.parameter("show").equals(AlertList.Tab.ROUTES.token()))
      return routing.tested(ports().alerts().messages());
    return routing.routes().stream().map(name -> new Tested(name, Optional.empty())).toList();
  }

  private void test() {
    try {
      ports().routing().tests().send(ports().clock().instant());
    } catch (StoreException e) {
      com.vaadin.flow.component.notification.Notification.show(
          "No test was sent: " + e.getMessage());
    }
    refresh();
  }

  private static Component tabs(AlertList model, Visit visit) {
    var tabs = Html.element("nav", "sw-tabs");
    tabs.getElement().setAttribute("aria-label", "Which alerts");
    model
        .counts()
        .forEach((tab, count) -> {
          var link =
              Html.link(visit.link("alerts", "show", tab.token()), tab.label() + " " + count);
          if (tab == model.tab()) link.getElement().setAttribute("aria-current", "page");
          tabs.add(link);
        });
    return tabs;
  }

  private static Component rows(AlertList model, Visit visit) {
    var rows = Html.element("ul", "sw-rows");
    var ranks = model.read().ranks();
    model.alerts().forEach(alert -> rows.add(Html.element("li", "", row(alert, ranks, visit))));
    return rows;
  }

  private static Component row(Alert alert, AlertRanks ranks, Visit visit) {
    var times = visit.times();
    var severity = alert.severity();
    var row =
        Html.div(
            "sw-alert-row",
            Html.chip(
                AlertWords.shape(severity),
                AlertWords.severity(severity) + " " + Math.round(alert.score()),
                AlertWords.colour(severity)),
            Html.link(
                visit.link("alerts/" + Links.segment(alert.id())),
                "sw-sentence",
                Html.text(AlertWords.sentence(alert, times))),
            Html.span("sw-age", AlertWords.state(alert, times)),
            Html.span("sw-cause", AlertWords.cause(alert)),
            Html.span("sw-age", facts(alert, ranks, times)));
    ranks.label(alert).ifPresent(label -> row.add(LabelBox.chip(label)));
    return row;
  }

  private static String facts(Alert alert, AlertRanks ranks, Times times) {
    long sent = alert.notifications().stream().filter(n -> !n.pending()).count();
    return alert.id()
        + " · since "
        + times.brief(alert.times().startedAt())
        + " · "
        + sent
        + " sent · rank "
        + String.format(Locale.ROOT, "%.2f", ranks.of(alert));
  }

  private static Component empty(AlertList model, Visit visit) {
    return switch (model.tab()) {
      case OPEN ->
          Note.empty(
              "Nothing is open",
              model.lastResolved(visit.times()),
              Html.link(visit.link("alerts", "show", "resolved"), "Resolved alerts"),
              Html.link(visit.link("timelines"), "All jobs"));
      case ACKNOWLEDGED ->
          Note.empty(
              "Nobody has acknowledged an open alert",
              "Acknowledge one on its page: it stops reminders, not watching.");
      case SNOOZED ->
          Note.empty(
              "No alert is snoozed",
              "Reminders of a snoozed alert are off. Stillwatch keeps watching, and the alert"
                  + " resolves as any other.");
      case HELD ->
          Note.empty(
              "Nothing was held back",
              "Alarms of the autoencoder alone that exceed the budget of alerts a month are listed"
                  + " here for 30 days.");
      case ROUTES -> Note.empty("Nobody is told", "Set alerts.topicArn or alerts.routes.");
      case RESOLVED ->
          Note.empty("No alert was resolved in this range", "Choose a longer range at the top.");
    };
  }
}
