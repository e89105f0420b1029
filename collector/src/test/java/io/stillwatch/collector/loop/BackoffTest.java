// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.loop.CollectLoop.Step;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.source.LogSource.Delivery;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackoffTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));

  @TempDir private Path folder;
  private final ScriptedIndex index = new ScriptedIndex();
  private final ScriptedSource source = new ScriptedSource("ops", Delivery.DIRECT);
  private Spool spool;
  private CollectLoop loop;

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 1 << 20, CLOCK);
    var stores = InMemoryStores.empty();
    var accounts =
        new CollectLoop.Accounts(
            new SourceStates(stores.sources(), "c1"),
            new SourceFindings(stores.findings()),
            new IngestCounters());
    loop =
        new CollectLoop(
            new CollectorStores(index, index, stores.sources(), stores.findings()),
            spool,
            accounts,
            Pace.USUAL,
            CLOCK);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  void each_pause_is_twice_the_one_before_up_to_a_minute() {
    var backoff = new Backoff(new SplittableRandom(1));
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60})
      assertThat(backoff.failed())
          .isBetween(Duration.ofMillis(seconds * 500L), Duration.ofSeconds(seconds));
  }

  @Test
  void two_collectors_that_fail_at_once_do_not_come_back_at_once() {
    assertThat(new Backoff(new SplittableRandom(1)).failed())
        .isNotEqualTo(new Backoff(new SplittableRandom(2)).failed());
  }

  @Test
  void an_index_that_is_away_is_asked_by_one_request_ever_more_rarely() throws Exception {
    source.add(1_000);
    index.away(true);
    loop.step(source.watched());
    for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
      int before = index.requests();
      assertThat(pause()).isBetween(Duration.ofMillis(seconds * 500L), Duration.ofSeconds(seconds));
      assertThat(index.requests()).isEqualTo(before + 1);
    }
  }

  @Test
  void once_the_index_is_back_everything_is_stored_and_the_next_pause_is_short() throws Exception {
    source.add(1_000);
    index.away(true);
    for (int i = 0; i < 5; i++) pause();
    index.away(false);
    assertThat(loop.step(source.watched())).isInstanceOf(Step.CaughtUp.class);
    assertThat(index.ids()).containsExactlyInAnyOrderElementsOf(source.ids());
    source.add(1);
    index.away(true);
    assertThat(pause()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_source_that_can_be_stored_does_not_wait_for_one_that_cannot() throws Exception {
    source.add(10);
    index.away(true);
    for (int i = 0; i < 5; i++) pause();
    index.away(false);
    var other = new ScriptedSource("orders", Delivery.DIRECT);
    other.add(10);
    assertThat(loop.step(other.watched())).isEqualTo(new Step.CaughtUp(Pace.USUAL.files()));
  }

  private Duration pause() throws InterruptedException {
    return ((Step.NotStored) loop.step(source.watched())).pause();
  }
}
