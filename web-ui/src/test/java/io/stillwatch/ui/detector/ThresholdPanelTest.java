// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.detector;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.dom.Element;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import io.stillwatch.core.store.AnomalyStore.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ThresholdPanelTest {
  private static final Instant AT = Instant.parse("2026-01-05T00:00:00Z");

  private static ThresholdPanel panel(String next, double... scores) {
    var found = new Reconstruction("m", Symptom.VOLUME, 1, 1, List.of());
    return new ThresholdPanel(
        new Page(
            Arrays.stream(scores)
                .mapToObj(score -> new Anomaly("job-" + score, AT, AT, score, found))
                .toList(),
            next));
  }

  private static Stream<Element> all(Element element) {
    return Stream.concat(
        Stream.of(element), element.getChildren().flatMap(ThresholdPanelTest::all));
  }

  private static List<Element> sliders(ThresholdPanel panel) {
    return all(panel.getElement())
        .filter(element -> !element.isTextNode() && element.getTag().equals("input"))
        .toList();
  }

  private static String text(ThresholdPanel panel) {
    return panel.getElement().getTextRecursively();
  }

  @Test
  void newer_scores_change_bars_and_words_around_the_same_slider() {
    var panel = panel("", 80);
    var slider = sliders(panel);
    assertThat(text(panel)).contains("80 to 85: 1").contains("one alert of one job");
    assertThat(panel.become(panel("", 80, 81))).isTrue();
    assertThat(sliders(panel)).hasSize(1).isEqualTo(slider);
    assertThat(text(panel)).contains("80 to 85: 2").contains("2 alerts of 2 jobs");
    assertThat(text(panel)).doesNotContain("80 to 85: 1").doesNotContain("highest");
  }

  @Test
  void the_slider_appears_with_the_first_score_and_goes_with_the_last() {
    var panel = panel("");
    assertThat(text(panel)).contains("No score of 25 or more");
    panel.become(panel("", 80));
    assertThat(sliders(panel)).hasSize(1);
    assertThat(text(panel)).contains("80 to 85: 1").doesNotContain("No score");
    panel.become(panel(""));
    assertThat(sliders(panel)).isEmpty();
  }

  @Test
  void scores_beyond_those_that_are_read_are_not_kept_secret() {
    assertThat(text(panel("after", 80, 90)))
        .contains("25 and more, the highest 2")
        .contains("Of the 2 highest scores.");
  }
}
