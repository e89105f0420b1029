// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Route;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingCourse;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import io.stillwatch.core.store.TrainingStore.Requests;
import io.stillwatch.ui.chart.EpochChart;
import io.stillwatch.ui.page.BrowserId;
import io.stillwatch.ui.page.Facts;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.PageView;
import io.stillwatch.ui.page.Panel;
import io.stillwatch.ui.page.Visit;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.shell.MainLayout;
import io.stillwatch.ui.time.Times;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The model in use and how it was trained, the last trainings, and what the next one needs.
@Route(value = "detector", layout = MainLayout.class)
public final class DetectorView extends PageView {
  /// Scores that the thresholds are tried on, the highest.
  private static final int MOST_SCORES = 1_000;

  /// All that the page tells.
  private record Page(TrainingState state, Requests requests) {}

  DetectorView(UiPorts ports) {
    super(ports);
  }

  @Override
  protected String name() {
    return "Detector";
  }

  private Page read() throws StoreException {
    return new Page(store().state(), store().requests());
  }

  private TrainingStore store() {
    return ports().detecting().training();
  }

  @Override
  protected void show(Visit visit, HtmlContainer sheet) throws StoreException {
    var page = read();
    var times = visit.times();
    var model = page.state().model();
    sheet.add(
        Html.element(
            "header",
            "",
            Html.element("h1", "", name()),
            Html.element("p", "sw-lead", lead(model, times))));
    sheet.add(
        Html.div(
            "sw-columns",
            Html.div("sw-stack", losses(model), thresholds(visit), attempts(page.state(), times)),
            Html.div(
                "sw-stack",
                training(page, times),
                card(model, times),
                new ModelList(page.state(), page.requests(), times, this::use).draw())));
  }

  private Component thresholds(Visit visit) throws StoreException {
    var range = visit.interval();
    var scored =
        ports()
            .outcomes()
            .anomalies()
            .ranked(
                range.from(),
                range.until(),
                ThresholdPanel.LEAST,
                AnomalyStore.Page.START,
                MOST_SCORES);
    return new ThresholdPanel(scored);
  }

  private static String lead(Optional<ModelCard> model, Times times) {
    return model
        .map(card -> "Model " + card.id() + ", trained " + times.relative(card.trainedAt()))
        .orElse("No model yet: jobs are judged by their schedules and habits alone");
  }

  private static Component losses(Optional<ModelCard> model) {
    var panel = new Panel("Loss of each epoch");
    var losses = model.map(card -> card.course().losses()).orElse(List.of());
    if (losses.isEmpty()) {
      return panel.with(
          Note.empty(
              "No losses to draw",
              model.isEmpty()
                  ? "They are drawn once a model is in use."
                  : "The model was trained by an earlier version, which did not keep its losses."));
    }
    var curves =
        List.of(
            new EpochChart.Curve(
                "Training windows",
                "low",
                losses.stream().map(TrainingCourse.Epoch::trainingLoss).toList()),
            new EpochChart.Curve(
                "Held-back windows",
                "warning",
                losses.stream().map(TrainingCourse.Epoch::validationLoss).toList()));
    var last = losses.getLast();
    var words =
        String.format(
            Locale.ROOT,
            "Loss over %d epochs; at the end %.4f on training and %.4f on held-back windows",
            losses.size(),
            last.trainingLoss(),
            last.validationLoss());
    return panel.with(
        EpochChart.of(curves, words, 230), Html.paragraph(model.get().course().ended()));
  }

  private static Component card(Optional<ModelCard> model, Times times) {
    var panel = new Panel("Model in use");
    if (model.isEmpty()) {
      return panel.with(Note.empty("None", "Training makes the first one."));
    }
    var card = model.get();
    var course = card.course();
    var facts =
        new Facts()
            .with("Name", Html.element("code", "", card.id()))
            .with(
                "Trained",
                Html.time(times.relative(card.trainedAt()), times.stamp(card.trainedAt())))
            .with("On the past", times.minute(card.from()) + " to " + times.minute(card.until()))
            .with("Windows", String.format(Locale.ENGLISH, "%,d", card.windows()));
    if (course.jobs() > 0) facts.with("Jobs", String.format(Locale.ENGLISH, "%,d", course.jobs()));
    facts
        .with("Epochs", Integer.toString(course.epochs()))
        .with("Loss, held back", String.format(Locale.ROOT, "%.4f", course.validationLoss()))
        .with("Threshold of silence", String.format(Locale.ROOT, "%.3f", card.threshold()));
    if (!course.ended().isEmpty()) {
      facts.with("Seed", Long.toString(course.seed())).with("Took", words(course.took()));
    }
    return panel.with(facts);
  }

  private static String words(Duration took) {
    return took.toSeconds() < 1 ? "less than a second" : Durations.words(took);
  }

  private Component training(Page page, Times times) {
    var panel = new Panel("Training");
    var now = Html.paragraph(TrainingWords.now(page.state(), page.requests(), times));
    now.getElement().setAttribute("role", "status");
    panel.with(now);
    var needs = Html.element("ul", "sw-needs");
    for (var need : TrainingWords.needs(page.state(), times))
      needs.add(Html.element("li", "", need));
    panel.with(needs);
    boolean running = page.state().running().isPresent();
    return panel.with(
        Html.div(
            "sw-actions",
            running
                ? Html.button("Cancel", this::cancel)
                : Html.mainButton("Train now", this::train)));
  }

  private void train() {
    ask(() -> store().requestTraining(ports().clock().instant()));
  }

  private void use(String model, String why) {
    var at = ports().clock().instant();
    ask(() -> store().requestUse(new Models.Use(model, at, BrowserId.SOMEBODY, why)));
  }

  private void cancel() {
    ask(() -> store().requestCancel(ports().clock().instant()));
  }

  private interface Asking {
    void ask() throws StoreException;
  }

  private void ask(Asking asking) {
    try {
      asking.ask();
      refresh();
    } catch (StoreException e) {
      Notification.show(
          "The request was not saved: " + e.getMessage(),
          8_000,
          Notification.Position.BOTTOM_CENTER);
    }
  }

  private static Component attempts(TrainingState state, Times times) {
    var panel = new Panel("Last trainings", Html.span("", "newest first")).flush();
    if (state.attempts().isEmpty()) {
      return panel.with(
          Note.empty(
              "No training yet", "The result of each training is listed here with its reason."));
    }
    var list = Html.element("ul", "sw-rows");
    for (var attempt : state.attempts()) list.add(Html.element("li", "", row(attempt, times)));
    return panel.with(list);
  }

  private static HtmlContainer row(TrainingAttempt attempt, Times times) {
    var row =
        Html.div(
            "sw-loss",
            Html.element("strong", "", TrainingWords.result(attempt)),
            Html.element("time", "", times.minute(attempt.startedAt())));
    if (!attempt.why().isEmpty()) row.add(Html.paragraph(attempt.why()));
    var model = attempt.model().isEmpty() ? "" : "Model " + attempt.model() + ", ";
    row.add(Html.span("sw-mono", model + "took " + words(attempt.took())));
    return row;
  }
}
