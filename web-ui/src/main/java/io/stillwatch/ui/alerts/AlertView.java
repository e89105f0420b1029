// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.store.AlertHandling;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.ui.page.BrowserId;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.Times;

/// One alert: what happened, why, what to do, what it costs, how we know, who was told.
@Route(value = "alerts/:alert", layout = MainLayout.class)
public final class AlertView extends PageView {
  private String id = "";

  /// Whether nothing was drawn since the address was entered.
  private boolean entered;

  AlertView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Alert " + id;
  }

  @Override
  protected void enter(BeforeEnterEvent event) throws StoreException {
    id = event.getRouteParameters().get("alert").orElse("");
    entered = true;
    if (ports().alerts().find(id).isEmpty()) {
      event.rerouteToError(NotFoundException.class, "There is no alert " + id + ".");
    }
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var found = ports().alerts().find(id).map(Versioned::value);
    if (found.isEmpty()) return;
    var alert = found.get();
    var page =
        new AlertPage(
            alert, ports().alerts().notifications(id), ports().alerts().events(id), visit.times());
    sheet.add(head(page));
    // a link of a message never changes anything: mail scanners open them
    if (entered && visit.parameter("do").equals("ack")) ask(alert);
    entered = false;
    sheet.add(
        Html.div(
            "sw-alert-columns",
            Html.div(
                "sw-stack",
                new WhatHappened(page),
                new Why(page),
                new AroundTheMiss(page),
                new LinesThatChanged(page, visit),
                new WhatToDo(page),
                new RunsAndGrowth(ports(), page, page.window()),
                evidence(page, visit)),
            Html.div(
                "sw-stack",
                new Impact(page),
                WasItRight.of(ports(), page, this::refresh),
                new Notifications(page),
                new Activity(page))));
  }

  private void ask(Alert alert) {
    if (!alert.open() || !alert.handling().acknowledgedBy().isEmpty()) return;
    var seen = alert.handling();
    var dialog =
        new ConfirmDialog(
            "Acknowledge " + id + "?",
            "It stops the reminders. Stillwatch keeps watching, and resolves the alert when the"
                + " job runs.",
            "Acknowledge",
            _ -> change(seen, AlertHandling::acknowledge));
    dialog.setCancelable(true);
    dialog.open();
  }

  private Component evidence(AlertPage page, Visit visit) {
    try {
      return new EvidenceLines(search(), page, visit);
    } catch (StoreException e) {
      return Note.failure("The log lines", e, this::refresh);
    }
  }

  private Component head(AlertPage page) {
    var alert = page.alert();
    var severity = alert.severity();
    var state = AlertWords.state(alert, page.times());
    var line =
        Html.div(
            "sw-line",
            Html.element(
                "span",
                "sw-badge sw-" + (alert.open() ? AlertWords.colour(severity) : "ok"),
                Html.text(
                    AlertWords.shape(severity)
                        + " "
                        + AlertWords.severity(severity)
                        + " "
                        + Math.round(alert.score()))),
            Html.element("strong", "", state),
            Html.span("sw-mono", alert.id()),
            Html.span("", "opened " + page.times().minute(alert.times().detectedAt())));
    var head =
        Html.element(
            "header",
            "sw-alert-head",
            line,
            Html.element("h1", "", AlertWords.sentence(alert, page.times())));
    head.add(new AlertActions(alert, ports().clock(), this::change));
    return head;
  }

  private void change(Alert.Handling seen, AlertActions.Change change) {
    try {
      var request =
          new AlertHandling.Request(id, seen, BrowserId.SOMEBODY, ports().clock().instant());
      tell(change.on(new AlertHandling(ports().alerts()), request));
    } catch (StoreException e) {
      Notification.show(
          "Not saved: " + e.getMessage() + " Try again.",
          8_000,
          Notification.Position.BOTTOM_CENTER);
    }
    refresh();
  }

  private void tell(AlertHandling.Outcome outcome) {
    var times = new Times(ports().clock().instant(), ports().settings().zone());
    var text =
        switch (outcome) {
          case AlertHandling.Outcome.Done(var alert) ->
              AlertWords.state(alert, times)
                  + (alert.open() ? ". Stillwatch keeps watching." : ".");
          case AlertHandling.Outcome.Overtaken(var alert) ->
              "Changed by another person: "
                  + AlertWords.state(alert, times)
                  + ". Nothing was changed.";
          case AlertHandling.Outcome.Resolved(var alert) ->
              "The alert has ended already: " + AlertWords.state(alert, times) + ".";
          case AlertHandling.Outcome.Unknown(var gone) ->
              "There is no alert " + gone + " any more.";
        };
    Notification.show(text, 5_000, Notification.Position.BOTTOM_CENTER);
  }
}
