// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Lasting;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How the scores of the range are spread, and a slider that says what another threshold would have
/// raised.
final class ThresholdPanel extends HtmlContainer implements Lasting {
  /// Scores below are usual and are not read.
  static final int LEAST = 25;

  private static final int BIN = 5;

  private final HtmlContainer range = Html.span("", "");
  private final HtmlContainer bins = Html.element("ol", "sw-bins");
  private final HtmlContainer words = Html.paragraph("");
  private transient AnomalyStore.Page scored;
  private int threshold = (int) Anomaly.CERTAIN_SCORE;

  ThresholdPanel(AnomalyStore.Page scored) {
    super("div");
    this.scored = scored;
    words.getElement().setAttribute("role", "status");
    draw();
  }

  /// The slider stays the same element, so that it can be dragged meanwhile.
  @Override
  public boolean become(Component newer) {
    if (!(newer instanceof ThresholdPanel other)) return false;
    boolean wasEmpty = scored.anomalies().isEmpty();
    scored = other.scored;
    if (wasEmpty || scored.anomalies().isEmpty()) draw();
    else update();
    return true;
  }

  private void draw() {
    removeAll();
    var panel = new Panel("Scores of this range", range);
    add(panel);
    update();
    if (scored.anomalies().isEmpty())
      panel.with(
          Note.empty(
              "No score of " + LEAST + " or more", "A longer range at the top may have some."));
    else panel.with(bins, slider(), words);
  }

  private void update() {
    range.setText(LEAST + " and more" + (scored.next().isEmpty() ? "" : ", the highest " + read()));
    fillBins();
    sayWouldAlert();
  }

  private String read() {
    return String.format(Locale.ENGLISH, "%,d", scored.anomalies().size());
  }

  private void sayWouldAlert() {
    var would = WouldAlert.from(threshold, scored.anomalies()).inWords();
    var among = scored.next().isEmpty() ? "" : " Of the " + read() + " highest scores.";
    words.setText(would + among);
  }

  private void fillBins() {
    bins.removeAll();
    var counts = counts();
    int most = Math.max(1, counts.stream().mapToInt(count -> count).max().orElse(1));
    for (int i = 0; i < counts.size(); i++) {
      int from = LEAST + i * BIN;
      var bar = Html.element("li", "");
      bar.getElement().getStyle().set("--sw-share", 100 * counts.get(i) / most + "%");
      var meaning = from + " to " + (from + BIN) + ": " + counts.get(i);
      bar.getElement().setAttribute("title", meaning);
      bar.add(Html.span("sw-hidden", meaning));
      bins.add(bar);
    }
  }

  private List<Integer> counts() {
    var counts = new ArrayList<Integer>();
    for (int from = LEAST; from < 100; from += BIN) {
      int start = from;
      boolean last = from + BIN >= 100;
      counts.add(
          (int)
              scored.anomalies().stream()
                  .filter(one -> one.score() >= start && (last || one.score() < start + BIN))
                  .count());
    }
    return counts;
  }

  private Component slider() {
    var slider = Html.element("input", "sw-slider");
    slider
        .getElement()
        .setAttribute("type", "range")
        .setAttribute("min", "" + LEAST)
        .setAttribute("max", "100")
        .setAttribute("value", "" + threshold)
        .setAttribute("aria-label", "Score from which the autoencoder would raise an alert");
    slider
        .getElement()
        .addEventListener(
            "input",
            event -> {
              threshold =
                  Math.clamp(event.getEventData().get("event.target.value").asInt(), LEAST, 100);
              sayWouldAlert();
            })
        .addEventData("event.target.value");
    return slider;
  }
}
