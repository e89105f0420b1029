// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import com.vaadin.flow.component.Component;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.TrainingStore.Requests;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.TextDialog;
import io.stillwatch.ui.time.Times;
import java.util.Locale;
import java.util.Optional;

/// The models that are kept: a refused one can be promoted, one that was in use be used again, each
/// with a reason; and who did that when.
record ModelList(TrainingState state, Requests requests, Times times, Use use) {
  /// Asks for a model, with a reason.
  @FunctionalInterface
  interface Use {
    void of(String model, String why);
  }

  Component draw() {
    var panel = new Panel("Kept models", Html.span("", "newest first")).flush();
    if (state.models().kept().isEmpty())
      return panel.with(
          Note.empty(
              "No model is kept",
              "The newest three that were used and the newest three that were refused are kept."));
    var rows = Html.element("ul", "sw-rows");
    for (var kept : state.models().kept()) rows.add(Html.element("li", "", row(kept)));
    for (var chosen : state.models().chosen())
      rows.add(Html.element("li", "", Html.element("small", "sw-muted", words(chosen))));
    return panel.with(rows);
  }

  private Component row(Models.Kept kept) {
    var card = kept.card();
    var row =
        Html.div(
            "sw-loss",
            Html.element("code", "", card.id()),
            Html.element("time", "", times.minute(card.trainedAt())),
            Html.paragraph(
                String.format(
                    Locale.ROOT,
                    "%s; loss on held-back windows %.4f",
                    standing(kept),
                    card.course().validationLoss())));
    if (isInUse(card)) return row;
    if (isAskedFor(card)) {
      row.add(Html.span("sw-age", "asked for"));
      return row;
    }
    row.add(
        Html.div(
            "sw-actions",
            kept.refused()
                ? Html.button("Promote", () -> ask("Promote", card))
                : isEarlier(card)
                    ? Html.button("Roll back to it", () -> ask("Roll back to", card))
                    : Html.button("Use it again", () -> ask("Use", card))));
    return row;
  }

  private boolean isEarlier(ModelCard card) {
    return state.model().filter(used -> card.trainedAt().isBefore(used.trainedAt())).isPresent();
  }

  private String standing(Models.Kept kept) {
    if (isInUse(kept.card())) return "In use";
    return kept.refused() ? "Refused after its training" : "Was in use";
  }

  private boolean isInUse(ModelCard card) {
    return state.model().map(ModelCard::id).equals(Optional.of(card.id()));
  }

  private boolean isAskedFor(ModelCard card) {
    return requests
        .use()
        .filter(asked -> asked.model().equals(card.id()) && !state.models().answers(asked))
        .isPresent();
  }

  private void ask(String verb, ModelCard card) {
    new TextDialog(
            new TextDialog.Words(
                verb + " " + card.id() + "?",
                "Reason",
                "Kept with the models. It scores from now on, until the next training makes a model"
                    + " that is no worse.",
                "Use this model"),
            why -> use.of(card.id(), why))
        .open();
  }

  /// `Nov 22, 09:00: ana chose 000006-a: fewer false alarms`
  private String words(Models.Chosen chosen) {
    var use = chosen.use();
    var result = chosen.done() ? ": " : ", but it could not be used: ";
    return times.minute(use.at()) + ": " + use.by() + " chose " + use.model() + result + use.why();
  }
}
