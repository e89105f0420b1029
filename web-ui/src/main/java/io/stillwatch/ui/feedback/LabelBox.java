// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.feedback;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.store.Labelling;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.BrowserId;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.Times;
import java.util.List;
import java.util.Optional;

/// The label of one alert or anomaly, with the buttons that change it or take it back.
public final class LabelBox extends Composite<HtmlContainer> {
  private static final int LONGEST_NOTE = 500;

  private final transient UiPorts ports;
  private final transient Label.Subject subject;
  private final transient List<Says> choices;
  private final transient Optional<Label> label;
  private final transient Runnable changed;
  private final boolean notes;

  /// `changed` draws the page again.
  private LabelBox(
      UiPorts ports,
      Label.Subject subject,
      List<Says> choices,
      Optional<Label> label,
      boolean notes,
      Runnable changed) {
    this.ports = ports;
    this.subject = subject;
    this.choices = choices;
    this.label = label;
    this.notes = notes;
    this.changed = changed;
  }

  /// With a field for a note.
  public static LabelBox ofAlert(
      UiPorts ports, Alert alert, Optional<Label> label, Runnable changed) {
    var subject = Label.Subject.alert(alert.id());
    return new LabelBox(ports, subject, choices(alert), label, true, changed);
  }

  /// An anomaly has no cause that could be wrong, and is not announced.
  public static LabelBox ofAnomaly(
      UiPorts ports, String anomaly, Optional<Label> label, Runnable changed) {
    var choices = List.of(Says.RIGHT, Says.FALSE_ALARM);
    return new LabelBox(ports, Label.Subject.anomaly(anomaly), choices, label, false, changed);
  }

  /// Only a cause that is shown can be called wrong.
  static List<Says> choices(Alert alert) {
    return alert.cause().isPresent()
        ? List.of(Says.RIGHT, Says.EXPECTED, Says.WRONG_CAUSE, Says.FALSE_ALARM)
        : List.of(Says.RIGHT, Says.EXPECTED, Says.FALSE_ALARM);
  }

  @Override
  protected HtmlContainer initContent() {
    var box = Html.div("sw-label");
    label.ifPresent(known -> box.add(Html.paragraph(LabelWords.sentence(known, times()))));
    var note = new TextField();
    if (notes) {
      note.setPlaceholder("Note (optional)");
      note.setAriaLabel("Note");
      note.setMaxLength(LONGEST_NOTE);
      box.add(note);
    }
    var actions = Html.div("sw-actions");
    var said = label.map(Label::says);
    for (var says : choices) {
      if (!said.equals(Optional.of(says)))
        actions.add(Html.button(LabelWords.says(says), () -> say(says, note.getValue())));
    }
    if (label.isPresent()) actions.add(Html.button("Take back", () -> say(Says.NOTHING, "")));
    box.add(actions);
    return box;
  }

  private Times times() {
    return new Times(ports.clock().instant(), ports.settings().zone());
  }

  private void say(Says says, String note) {
    var labelling =
        new Labelling(ports.detecting().feedback().labels(), ports.alerts(), ports.outcomes());
    var statement =
        new Labelling.Statement(says, BrowserId.SOMEBODY, note.strip(), ports.clock().instant());
    try {
      tell(labelling.label(subject, statement));
    } catch (StoreException e) {
      show("Not saved: " + e.getMessage() + " Try again.");
    }
    changed.run();
  }

  private static void tell(Labelling.Outcome outcome) {
    show(
        switch (outcome) {
          case Labelling.Outcome.Done(var label) when !label.counts() -> "The label is taken back.";
          case Labelling.Outcome.Done(var label) when label.scored().isEmpty() ->
              "Saved. It moves no threshold: the autoencoder did not decide here alone.";
          case Labelling.Outcome.Done _ -> "Saved. It counts from the next tick on.";
          case Labelling.Outcome.Unknown(var gone) -> "There is no " + gone.id() + " any more.";
        });
  }

  private static void show(String text) {
    Notification.show(text, 5_000, Notification.Position.BOTTOM_CENTER);
  }

  /// `✗ False alarm`, for lists.
  public static HtmlContainer chip(Label label) {
    var mark = Html.span("sw-shape", LabelWords.shape(label));
    mark.getElement().setAttribute("aria-hidden", "true");
    return Html.element("span", "sw-chip sw-said", mark, Html.text(LabelWords.says(label)));
  }
}
