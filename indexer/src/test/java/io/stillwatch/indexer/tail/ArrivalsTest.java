// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MICROS = Arrivals.micros(NOW);

  @Test
  void numbers_go_on_upwards_though_the_clock_stands_still_or_was_set_back() {
    var arrivals = new Arrivals(InstantSource.fixed(NOW), 0);
    assertThat(arrivals.begin(10)).isEqualTo(MICROS);
    assertThat(arrivals.begin(1)).isEqualTo(MICROS + 11);
    var afterRestart = new Arrivals(InstantSource.fixed(NOW), MICROS + 5_000_000);
    assertThat(afterRestart.begin(1)).isEqualTo(MICROS + 5_000_001);
  }

  @Test
  void a_reader_does_not_pass_a_write_that_began_before_it() throws Exception {
    var arrivals = new Arrivals(InstantSource.fixed(NOW), 0);
    long slow = arrivals.begin(3);
    long quick = arrivals.begin(3);
    arrivals.end(quick);
    assertThat(arrivals.settled(Duration.ZERO)).isEqualTo(slow);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var limit = threads.submit(() -> arrivals.settled(Duration.ofMinutes(1)));
      arrivals.end(slow);
      assertThat(limit.get()).isGreaterThan(quick + 2);
    }
  }

  @Test
  void a_reader_does_not_wait_for_a_write_that_begins_after_it() throws Exception {
    var arrivals = new Arrivals(InstantSource.fixed(NOW), 0);
    arrivals.end(arrivals.begin(3));
    long limit = arrivals.settled(Duration.ZERO);
    assertThat(arrivals.begin(1)).isGreaterThanOrEqualTo(limit);
  }
}
