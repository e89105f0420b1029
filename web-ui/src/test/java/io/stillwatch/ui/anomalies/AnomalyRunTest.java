// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.anomalies;

import static java.util.stream.Collectors.joining;
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

/// Each anomaly is `hour:score`, with `r` for rhythm, else volume, and `@x` for another job; each
/// run is its peak and how many it holds.
class AnomalyRunTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing unusual                         | 1:3 2:24          | ''
          one score is a run of one               | 1:30              | 30x1
          of one run the highest is the peak      | 1:30 2:80 3:50    | 80x3
          the order in which they come is no matter | 3:50 1:30 2:80  | 80x3
          what was calm in between is two runs    | 1:80 2:10 3:50    | 80x1 50x1
          so is what is far apart                 | 1:50 30:80        | 80x1 50x1
          just near enough is one                 | 1:50 25:80        | 80x2
          another symptom is another run          | 1:50 2:80r 3:60r  | 80x2 50x1
          another job is another run              | 1:50 2:80@x 3:60  | 80x1 60x2
          """)
  void anomalies_that_follow_each_other_are_one_run(String what, String scored, String expected) {
    var runs = AnomalyRun.fold(anomalies(scored), 25, _ -> Duration.ofHours(24));
    assertThat(
            runs.stream()
                .map(run -> Math.round(run.peak().score()) + "x" + run.byTime().size())
                .collect(joining(" ")))
        .isEqualTo(expected);
  }

  private static List<Anomaly> anomalies(String text) {
    var anomalies = new ArrayList<Anomaly>();
    for (var one : text.split(" ", -1)) {
      var symptom = one.contains("r") ? Symptom.RHYTHM : Symptom.VOLUME;
      var job = one.endsWith("@x") ? "x" : "job";
      var parts = one.replaceAll("r|@x", "").split(":", -1);
      var at = START.plus(Duration.ofHours(Long.parseLong(parts[0])));
      var found = new Reconstruction("m", symptom, 1, 1, List.of());
      anomalies.add(new Anomaly(job, at, at, Double.parseDouble(parts[1]), found));
    }
    return anomalies;
  }
}
