// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisiblePartsTest {
  /// Two series, each with two bars.
  private static List<@Nullable Double> drawn(double... values) {
    var stacked = new ArrayList<Series>();
    for (int i = 0; i < values.length; i += 2) {
      var first = new Series.Point(Instant.EPOCH, values[i]);
      var second = new Series.Point(Instant.EPOCH.plusSeconds(3_600), values[i + 1]);
      stacked.add(new Series("one", "ok", List.of(first, second)));
    }
    return VisibleParts.heights(stacked).stream().flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "'30, 40, 50, 60', '30, 40, 50, 60'", // all are thick enough
    "'0, 40, 50, 0', '-, 40, 50, -'", // nothing is drawn where there is nothing
    "'1, 0, 399, 400', '10, -, 390, 400'", // the total stays
    "'399, 400, 1, 0', '390, 400, 10, -'",
    "'1, 0, 12, 400', '10, -, 10, 400'", // no part becomes too thin
    "'1, 0, 0, 400', '10, -, -, 400'", // a low bar becomes higher
    "'0, 0, 0, 0', '-, -, -, -'",
  })
  void a_thin_part_is_drawn_visibly(String counts, String heights) {
    var values = Arrays.stream(counts.split(", ", -1)).mapToDouble(Double::parseDouble).toArray();
    var words = drawn(values).stream().map(one -> one == null ? "-" : "" + one.intValue()).toList();
    assertThat(String.join(", ", words)).isEqualTo(heights);
  }

  @Test
  void without_a_series_there_is_nothing_to_draw() {
    assertThat(VisibleParts.heights(List.of())).isEmpty();
  }
}
