// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.store.StoreException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private final Backoff backoff = new Backoff(new SplittableRandom(1));
  private final List<Integer> settled = new CopyOnWriteArrayList<>();

  @Test
  void a_batch_that_is_stored_sooner_waits_for_the_one_before() throws Exception {
    var second = new CountDownLatch(1);
    ReadAhead.Write<Integer, Integer> write =
        batch -> {
          if (batch == 1) await(second);
          else second.countDown();
          return batch;
        };
    try (var ahead = new ReadAhead<>(write, (batch, _) -> settled.add(batch), backoff)) {
      ahead.store(1);
      ahead.store(2);
      assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
      ahead.settle();
    }
    assertThat(settled).containsExactly(1, 2);
  }

  @Test
  void nothing_behind_a_batch_that_failed_is_settled_and_its_write_has_ended() throws Exception {
    var ended = new CopyOnWriteArrayList<Integer>();
    var failed = new CountDownLatch(1);
    ReadAhead.Write<Integer, Integer> write =
        batch -> {
          if (batch == 1) {
            failed.countDown();
            throw new StoreException("away");
          }
          await(failed);
          ended.add(batch);
          return batch;
        };
    try (var ahead = new ReadAhead<>(write, (batch, _) -> settled.add(batch), backoff)) {
      ahead.store(1);
      ahead.store(2);
      assertThatThrownBy(ahead::settle).isInstanceOf(StoreException.class).hasMessage("away");
      assertThat(ended).containsExactly(2);
    }
    assertThat(settled).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
