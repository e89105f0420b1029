// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.StoreException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {
  private final AtomicLong writes = new AtomicLong(1);
  private final AtomicInteger looks = new AtomicInteger();
  private final Semaphore looked = new Semaphore(0);
  private volatile boolean broken;
  private final LiveUpdates updates =
      new LiveUpdates(() -> {
        looks.incrementAndGet();
        looked.release();
        if (broken) throw new StoreException("Elasticsearch is unreachable.");
        return Map.of("alerts", writes.get());
      });

  @BeforeEach
  void start() {
    updates.start();
  }

  @AfterEach
  void close() {
    updates.close();
  }

  @Test
  void a_page_redraws_when_the_store_changed_and_not_otherwise() throws Exception {
    var redraws = new Semaphore(0);
    updates.register(redraws::release);
    await(redraws); // the first look knows nothing yet
    await(looked);
    await(looked);
    assertThat(redraws.availablePermits()).isZero();
    writes.incrementAndGet();
    await(redraws);
  }

  @Test
  void the_store_is_not_asked_while_no_page_is_open() throws Exception {
    var redraws = new Semaphore(0);
    var registration = updates.register(redraws::release);
    await(redraws);
    registration.remove();
    int before = looks.get();
    assertThat(looked.tryAcquire(looked.availablePermits() + 2, 3, TimeUnit.SECONDS)).isFalse();
    assertThat(looks.get()).isLessThanOrEqualTo(before + 1);
  }

  @Test
  void a_page_that_fails_does_not_keep_the_others_from_redrawing() throws Exception {
    var redraws = new Semaphore(0);
    updates.register(() -> {
      throw new IllegalStateException("on purpose");
    });
    updates.register(redraws::release);
    await(redraws);
    writes.incrementAndGet();
    await(redraws);
  }

  @Test
  void a_store_that_fails_counts_as_unchanged_until_it_answers_again() throws Exception {
    var redraws = new Semaphore(0);
    broken = true;
    updates.register(redraws::release);
    await(looked);
    assertThat(redraws.availablePermits()).isZero();
    broken = false;
    await(redraws);
  }

  private static void await(Semaphore semaphore) throws InterruptedException {
    assertThat(semaphore.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
  }
}
