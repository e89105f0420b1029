// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.alerts;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Alert.Closing;
import io.stillwatch.core.alert.Snooze.Wake;
import io.stillwatch.core.store.AlertHandling;
import io.stillwatch.core.store.AlertHandling.Outcome;
import io.stillwatch.core.store.AlertHandling.Request;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.TextDialog;
import java.time.Duration;
import java.time.InstantSource;

/// What a person can do with an alert; each thing can be taken back.
final class AlertActions extends Composite<Div> {
  private static final Duration UNTIL_NEWS = Duration.ofDays(30);

  private final transient Alert alert;
  private final transient InstantSource clock;
  private final transient Handler handler;

  AlertActions(Alert alert, InstantSource clock, Handler handler) {
    this.alert = alert;
    this.clock = clock;
    this.handler = handler;
  }

  /// Something that a person does.
  @FunctionalInterface
  interface Change {
    Outcome on(AlertHandling alerts, Request request) throws StoreException;
  }

  /// Who does it, given the handling that the person saw.
  @FunctionalInterface
  interface Handler {
    void handle(Alert.Handling seen, Change change);
  }

  @Override
  protected Div initContent() {
    var actions = new Div();
    actions.setClassName("sw-actions");
    // the buttons act on the handling that was seen, so another one needs other buttons
    actions.getElement().setAttribute("data-handling", String.valueOf(alert.handling().hashCode()));
    if (alert.open()) open(actions);
    else if (alert.handling().closing().kind() == Closing.Kind.CLOSED)
      actions.add(Html.button("Open again", () -> handle(AlertHandling::reopen)));
    actions.add(
        Html.button(
            "Comment",
            () ->
                new TextDialog(
                        new TextDialog.Words(
                            "Comment on " + alert.id(), "Comment", "Shown with the alert.", "Add"),
                        text -> handle((alerts, request) -> alerts.comment(request, text)))
                    .open()));
    return actions;
  }

  private void open(Div actions) {
    var handling = alert.handling();
    var acknowledge =
        handling.acknowledgedBy().isEmpty()
            ? Html.mainButton("Acknowledge", () -> handle(AlertHandling::acknowledge))
            : Html.button("Undo acknowledgement", () -> handle(AlertHandling::unacknowledge));
    if (handling.acknowledgedBy().isEmpty())
      acknowledge.getElement().setAttribute("data-shortcut", "e");
    actions.add(acknowledge);
    actions.add(Html.button("Assign", this::assign));
    if (handling.snoozedUntil().isAfter(clock.instant()))
      actions.add(Html.button("End snooze", () -> handle(AlertHandling::wake)));
    else snoozes(actions);
    actions.add(
        handling.mutedBy().isEmpty()
            ? Html.button("Mute", () -> handle(AlertHandling::mute))
            : Html.button("Unmute", () -> handle(AlertHandling::unmute)));
    actions.add(Html.button("Close", this::close));
  }

  private void snoozes(Div actions) {
    var group = Html.element("span", "sw-group", Html.span("", "Snooze"));
    group.getElement().setAttribute("role", "group").setAttribute("aria-label", "Snooze");
    for (var snooze : Snooze.values())
      group.add(
          Html.button(
              snooze.label(),
              () ->
                  handle((alerts, request) ->
                      alerts.snooze(request, snooze.from(clock.instant()), Wake.NOTHING))));
    group.add(untilNews("until next run", Wake.NEXT_RUN));
    group.add(untilNews("until it gets worse", Wake.SEVERITY_CHANGES));
    actions.add(group);
  }

  private com.vaadin.flow.component.Component untilNews(String label, Wake wake) {
    return Html.button(
        label,
        () ->
            handle((alerts, request) ->
                alerts.snooze(request, clock.instant().plus(UNTIL_NEWS), wake)));
  }

  private void assign() {
    new TextDialog(
            new TextDialog.Words(
                "Assign " + alert.id(),
                "Person",
                "Who looks after it; shown in the list.",
                "Assign"),
            to -> handle((alerts, request) -> alerts.assign(request, to)))
        .open();
  }

  private void close() {
    new TextDialog(
            new TextDialog.Words(
                "Close " + alert.id() + "?",
                "Reason",
                "Shown with the alert. A run that is missed afterwards opens a new alert.",
                "Close alert"),
            reason -> handle((alerts, request) -> alerts.close(request, reason)))
        .open();
  }

  private void handle(Change change) {
    handler.handle(alert.handling(), change);
  }
}
