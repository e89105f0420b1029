// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuzzingTest {
  static List<Subject> parsers() {
    return Subjects.all();
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void no_line_stops_a_parser(Subject parser) {
    var worst = Fuzzing.of(parser, Duration.ofMillis(500), 7);
    assertThat(worst.lines()).isPositive();
    assertThat(worst.millis()).as(worst.line()).isLessThan(Fuzzing.LIMIT_MILLIS);
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void grok_understands_every_line_that_is_measured(Subject parser) {
    var grok = ParseBenchmark.grok(parser);
    for (var line : Subjects.drawn(parser, 100, 1))
      assertThat(grok.apply(line)).as(line).isNotNull();
  }

  @Test
  void the_same_seed_draws_the_same_lines() {
    var cron = Subjects.named("cron");
    assertThat(Subjects.drawn(cron, 10, 3)).isEqualTo(Subjects.drawn(cron, 10, 3));
  }
}
