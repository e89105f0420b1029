// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.job.Interval;
import io.stillwatch.core.series.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NabScoreTest {
  private static final int ROWS = 1_000;

  /// Rows 400 to 499 and 700 to 799; rows are a minute apart.
  private static LabelledSeries series() {
    var samples = new ArrayList<Sample>();
    for (int row = 0; row < ROWS; row++) samples.add(new Sample(at(row), 1));
    return new LabelledSeries(
        "subset/a.csv",
        samples,
        List.of(new Interval(at(400), at(499)), new Interval(at(700), at(799))));
  }

  private static Instant at(int row) {
    return Instant.ofEpochSecond(60L * row);
  }

  private static double score(int... detections) {
    var scores = new double[ROWS];
    for (int row : detections) scores[row] = 1;
    var score = new NabScore();
    score.add(series(), scores);
    return score.normalized(new NabScore.Best(1, 0));
  }

  private record Row(String name, int[] detections, double score) {}

  @TestFactory
  Stream<DynamicTest> detections_are_worth_what_the_benchmark_says() {
    return Stream.of(
            new Row("null", new int[] {}, 0),
            new Row("perfect", new int[] {400, 700}, 100),
            new Row("one window", new int[] {400}, 50),
            new Row("only the best of a window counts", new int[] {400, 450, 499}, 50),
            // sigmoid(-50/100) / sigmoid(-1) = 0.848284 / 0.986614
            new Row("half way into a window", new int[] {450}, 25 * (1 + 0.8597930)),
            new Row("before any window", new int[] {300}, -25 * 0.11),
            new Row("probation is not scored", new int[] {149}, 0),
            // sigmoid(99/99) = -0.986614
            new Row("a window's length after it", new int[] {598}, -25 * 0.11 * 0.9866143))
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () -> assertThat(score(row.detections())).isCloseTo(row.score(), within(1e-4))));
  }

  @Test
  void the_best_threshold_leaves_out_what_costs_more_than_it_earns() {
    var scores = new double[ROWS];
    scores[400] = 9;
    scores[700] = 5;
    for (int row = 200; row < 300; row++) scores[row] = 3;
    var score = new NabScore();
    score.add(series(), scores);
    assertThat(score.best().threshold()).isEqualTo(5);
    assertThat(score.best().normalized()).isCloseTo(100, within(1e-9));
  }

  @Test
  void probation_is_a_part_of_short_series_and_750_rows_of_long_ones() {
    assertThat(NabScore.probation(4_032)).isEqualTo(604);
    assertThat(NabScore.probation(20_000)).isEqualTo(750);
  }
}
