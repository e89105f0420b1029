// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SequenceAllocatorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MICROS = SequenceAllocator.micros(NOW);

  @Test
  void numbers_increase_even_if_the_clock_does_not_advance_or_was_set_back() {
    var sequences = new SequenceAllocator(InstantSource.fixed(NOW), 0);
    assertThat(sequences.begin(10)).isEqualTo(MICROS);
    assertThat(sequences.begin(1)).isEqualTo(MICROS + 11);
    var afterRestart = new SequenceAllocator(InstantSource.fixed(NOW), MICROS + 5_000_000);
    assertThat(afterRestart.begin(1)).isEqualTo(MICROS + 5_000_001);
  }

  @Test
  void a_reader_does_not_skip_a_write_that_began_before_it() throws Exception {
    var sequences = new SequenceAllocator(InstantSource.fixed(NOW), 0);
    long slow = sequences.begin(3);
    long quick = sequences.begin(3);
    sequences.end(quick);
    assertThat(sequences.settled(Duration.ZERO)).isEqualTo(slow);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var limit = threads.submit(() -> sequences.settled(Duration.ofMinutes(1)));
      sequences.end(slow);
      assertThat(limit.get()).isGreaterThan(quick + 2);
    }
  }

  @Test
  void a_reader_does_not_wait_for_a_write_that_begins_after_it() throws Exception {
    var sequences = new SequenceAllocator(InstantSource.fixed(NOW), 0);
    sequences.end(sequences.begin(3));
    long limit = sequences.settled(Duration.ZERO);
    assertThat(sequences.begin(1)).isGreaterThanOrEqualTo(limit);
  }
}
