// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.anomaly.Reconstruction;
import io.stillwatch.core.anomaly.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each anomaly is `hour:score`, with `r` for rhythm, else volume.
class AnomalyPeaksTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing unusual                                   | 1:3 2:24           |
          of one time the highest                           | 1:30 2:80 3:50     | 2:80
          what was calm in between is two times             | 1:80 2:10 3:50     | 1:80 3:50
          so is what is far apart                           | 1:50 30:80         | 30:80 1:50
          another symptom is another time                   | 1:50 2:80r 3:60r   | 2:80r 1:50
          """)
  void the_highest_anomaly_of_each_time_comes_first(String what, String scored, String peaks) {
    assertThat(AnomalyPeaks.of(anomalies(scored), Duration.ofHours(24)))
        .isEqualTo(peaks == null ? List.of() : anomalies(peaks));
  }

  private static List<Anomaly> anomalies(String text) {
    var anomalies = new ArrayList<Anomaly>();
    for (var one : text.split(" ", -1)) {
      var symptom = one.endsWith("r") ? Symptom.RHYTHM : Symptom.VOLUME;
      var parts = one.replace("r", "").split(":", -1);
      var at = START.plus(Duration.ofHours(Long.parseLong(parts[0])));
      var found = new Reconstruction("m", symptom, 1, 1, List.of());
      anomalies.add(new Anomaly("job", at, at, Double.parseDouble(parts[1]), found));
    }
    return anomalies;
  }
}
