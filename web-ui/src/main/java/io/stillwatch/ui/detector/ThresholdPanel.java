// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Lasting;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.Panel;
import java.util.ArrayList;
import java.util.List;

/// How the scores of the range are spread, and a slider that says what another threshold would have
/// raised.
final class ThresholdPanel extends HtmlContainer implements Lasting {
  /// Scores below are usual and are not read.
  static final int LEAST = 25;

  private static final int BIN = 5;

  private transient List<Anomaly> anomalies;
  private int threshold = (int) Anomaly.CERTAIN_SCORE;

  ThresholdPanel(List<Anomaly> anomalies) {
    super("div");
    this.anomalies = List.copyOf(anomalies);
    draw();
  }

  /// The slider stays where it was.
  @Override
  public boolean become(Component newer) {
    if (!(newer instanceof ThresholdPanel other)) return false;
    anomalies = other.anomalies;
    draw();
    return true;
  }

  private void draw() {
    removeAll();
    var panel = new Panel("Scores of this range", Html.span("", "25 and more"));
    add(panel);
    if (anomalies.isEmpty()) {
      panel.with(
          Note.empty(
              "No score of " + LEAST + " or more", "A longer range at the top may have some."));
      return;
    }
    var words = Html.paragraph(WouldAlert.from(threshold, anomalies).inWords());
    words.getElement().setAttribute("role", "status");
    panel.with(bins(), slider(words), words);
  }

  private Component bins() {
    var counts = counts();
    int most = counts.stream().mapToInt(count -> count).max().orElse(1);
    var bins = Html.element("ol", "sw-bins");
    for (int i = 0; i < counts.size(); i++) {
      int from = LEAST + i * BIN;
      var bar = Html.element("li", "");
      bar.getElement().getStyle().set("--sw-share", 100 * counts.get(i) / most + "%");
      var meaning = from + " to " + (from + BIN) + ": " + counts.get(i);
      bar.getElement().setAttribute("title", meaning);
      bar.add(Html.span("sw-hidden", meaning));
      bins.add(bar);
    }
    return bins;
  }

  private List<Integer> counts() {
    var counts = new ArrayList<Integer>();
    for (int from = LEAST; from < 100; from += BIN) {
      int start = from;
      boolean last = from + BIN >= 100;
      counts.add(
          (int)
              anomalies.stream()
                  .filter(one -> one.score() >= start && (last || one.score() < start + BIN))
                  .count());
    }
    return counts;
  }

  private Component slider(HtmlContainer words) {
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
              words.getElement().setText(WouldAlert.from(threshold, anomalies).inWords());
            })
        .addEventData("event.target.value");
    return slider;
  }
}
