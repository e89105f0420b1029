// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.core.job.Interval;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrionScoreTest {
  /// Published counts (false positives, false negatives, true positives) of lstm_autoencoder for
  /// each signal of realAWSCloudwatch: benchmark/results/0.7.1.csv of sintel-dev/Orion.
  private static final int[][] PUBLISHED = {
    {0, 1, 1}, {0, 0, 2}, {0, 0, 2}, {0, 1, 0}, {1, 0, 1}, {1, 0, 1}, {0, 0, 0}, {0, 1, 2},
    {0, 0, 1}, {1, 2, 1}, {0, 0, 1}, {0, 1, 1}, {0, 0, 2}, {0, 2, 1}, {1, 0, 2}, {0, 1, 1},
    {1, 0, 2}
  };

  private static Interval of(long from, long until) {
    return new Interval(Instant.ofEpochSecond(from), Instant.ofEpochSecond(until));
  }

  private record Row(
      String name, List<Interval> expected, List<Interval> observed, OrionScore score) {}

  @TestFactory
  Stream<DynamicTest> counts_windows_that_are_touched() {
    var windows = List.of(of(100, 200), of(300, 400));
    return Stream.of(
            new Row("nothing observed", windows, List.of(), new OrionScore(0, 2, 0)),
            new Row("nothing expected", List.of(), windows, new OrionScore(2, 0, 0)),
            new Row("one long one", windows, List.of(of(150, 350)), new OrionScore(0, 0, 2)),
            new Row(
                "two in one", windows, List.of(of(1, 120), of(150, 160)), new OrionScore(0, 1, 1)),
            new Row("ends touch", windows, List.of(of(200, 300)), new OrionScore(0, 0, 2)),
            new Row("a second aside", windows, List.of(of(201, 299)), new OrionScore(1, 2, 0)),
            new Row("a point", windows, List.of(of(100, 100)), new OrionScore(0, 1, 1)))
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () ->
                    assertThat(OrionScore.of(row.expected(), row.observed()))
                        .isEqualTo(row.score())));
  }

  @Test
  void published_counts_add_up_to_the_published_f1() {
    var sum =
        Stream.of(PUBLISHED)
            .map(row -> new OrionScore(row[0], row[1], row[2]))
            .reduce(OrionScore.NONE, OrionScore::plus);
    assertThat(sum).isEqualTo(new OrionScore(5, 9, 21));
    assertThat(sum.f1()).isCloseTo(0.75, within(1e-9));
  }
}
