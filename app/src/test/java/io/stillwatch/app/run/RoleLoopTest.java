// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A loop whose turns wait for the test, and whose lease is renewed by the test alone.
@Timeout(60)
class RoleLoopTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final Duration SHORT = Duration.ofMillis(1);

  private final AtomicLong leaseNanos = new AtomicLong();
  private final AtomicLong loopNanos = new AtomicLong();
  private final CountDownLatch sawTheEnd = new CountDownLatch(1);
  private final LeaseStore leases = InMemoryStores.leases(() -> NOW.plusNanos(leaseNanos.get()));
  private final Leadership leadership =
      new Leadership(leases, "watch", "this", this::leaseNanoTime);

  private final BlockingQueue<Tenure> begun = new LinkedBlockingQueue<>();
  private final Semaphore entered = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final AtomicInteger turns = new AtomicInteger();
  private final List<Throwable> beginningFailures = new CopyOnWriteArrayList<>();
  private final List<Throwable> turnFailures = new CopyOnWriteArrayList<>();
  private RoleLoop loop;

  /// What the loop began, after how many turns of earlier tenures.
  private record Tenure(long epoch, int turnsBefore) {}

  @BeforeEach
  void open() {
    loop =
        new RoleLoop(
            leadership,
            this::begin,
            new RoleLoop.Pauses(SHORT, SHORT),
            InstantSource.fixed(NOW),
            loopNanos::get);
  }

  @AfterEach
  void close() {
    loop.close();
    leadership.close();
  }

  private long leaseNanoTime() {
    long now = leaseNanos.get();
    if (now >= Leadership.TIME_TO_LIVE.toNanos()) sawTheEnd.countDown();
    return now;
  }

  private RoleLoop.Work begin(long epoch) throws StoreException {
    fail(beginningFailures);
    begun.add(new Tenure(epoch, turns.get()));
    return this::turn;
  }

  private void turn(Instant now) throws StoreException, InterruptedException {
    assertThat(now).isEqualTo(NOW);
    turns.incrementAndGet();
    entered.release();
    mayEnd.acquire();
    fail(turnFailures);
  }

  private static void fail(List<Throwable> failures) throws StoreException {
    if (failures.isEmpty()) return;
    switch (failures.removeFirst()) {
      case StoreException e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new AssertionError(e);
    }
  }

  private static Throwable failure(String kind) {
    return kind.equals("bug")
        ? new IllegalStateException("disk full")
        : new StoreException("disk full");
  }

  private Tenure nextTenure() throws InterruptedException {
    var tenure = begun.poll(30, SECONDS);
    assertThat(tenure).as("begun").isNotNull();
    return tenure;
  }

  private void endTurnAndEnterTheNext() throws InterruptedException {
    mayEnd.release();
    entered.acquire();
  }

  @Test
  void a_turn_that_does_not_listen_keeps_no_process_from_ending() throws Exception {
    var busy = new Semaphore(0);
    var deaf =
        new RoleLoop(
            leadership,
            _ ->
                _ -> {
                  entered.release();
                  busy.acquireUninterruptibly();
                },
            new RoleLoop.Pauses(SHORT, SHORT),
            () -> NOW,
            System::nanoTime);
    leadership.renew();
    deaf.start();
    entered.acquire();
    try {
      assertTimeoutPreemptively(Duration.ofSeconds(30), deaf::close);
      deaf.close();
      leadership.close();
      leadership.close();
      assertThat(leases.claim("watch", "other", Leadership.TIME_TO_LIVE)).isEmpty();
    } finally {
      busy.release();
    }
  }

  @Test
  void each_epoch_begins_anew() throws Exception {
    leadership.renew();
    loop.start();
    assertThat(nextTenure()).isEqualTo(new Tenure(1, 0));
    entered.acquire();
    leaseNanos.addAndGet(Leadership.TIME_TO_LIVE.toNanos());
    leases.release(leases.claim("watch", "other", Leadership.TIME_TO_LIVE).orElseThrow());
    leadership.renew();
    mayEnd.release();
    assertThat(nextTenure()).isEqualTo(new Tenure(3, 1));
  }

  @Test
  void no_turn_begins_once_the_lease_is_over() throws Exception {
    leadership.renew();
    loop.start();
    nextTenure();
    entered.acquire();
    endTurnAndEnterTheNext();
    leaseNanos.addAndGet(Leadership.TIME_TO_LIVE.toNanos());
    mayEnd.release();
    assertThat(sawTheEnd.await(30, SECONDS)).isTrue();
    leadership.renew();
    assertThat(nextTenure()).isEqualTo(new Tenure(1, 2));
  }

  @Test
  void a_standby_does_nothing_and_has_no_problem() throws Exception {
    leases.claim("watch", "other", Leadership.TIME_TO_LIVE);
    leadership.renew();
    loopNanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(loop.problem()).isEmpty();
    assertThat(begun).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "bug"})
  void a_turn_that_fails_is_repeated_and_shown(String kind) throws Exception {
    turnFailures.add(failure(kind));
    leadership.renew();
    loop.start();
    entered.acquire();
    assertThat(loop.problem()).isEmpty();
    endTurnAndEnterTheNext();
    assertThat(loop.problem()).contains("disk full");
    endTurnAndEnterTheNext();
    assertThat(loop.problem()).isEmpty();
    assertThat(begun).as("the tenure goes on").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"store", "bug"})
  void a_role_that_could_not_be_taken_up_is_shown_and_tried_again(String kind) throws Exception {
    beginningFailures.add(failure(kind));
    leadership.renew();
    loop.start();
    assertThat(nextTenure()).isEqualTo(new Tenure(1, 0));
    entered.acquire();
    assertThat(loop.problem()).contains("disk full");
    endTurnAndEnterTheNext();
    assertThat(loop.problem()).isEmpty();
  }

  @Test
  void a_turn_that_does_not_end_is_shown() throws Exception {
    leadership.renew();
    loop.start();
    entered.acquire();
    loopNanos.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(loop.problem()).isEmpty();
    loopNanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(loop.problem()).isEqualTo("the last turn ended 181 s ago");
    endTurnAndEnterTheNext();
    assertThat(loop.problem()).isEmpty();
  }

  @Test
  void what_failed_before_a_turn_that_does_not_end_is_shown_with_it() throws Exception {
    turnFailures.add(failure("store"));
    leadership.renew();
    loop.start();
    entered.acquire();
    endTurnAndEnterTheNext();
    loopNanos.addAndGet(Duration.ofMinutes(4).toNanos());
    assertThat(loop.problem()).isEqualTo("the last turn ended 240 s ago; disk full");
  }

  @Test
  void closing_ends_a_turn_that_waits() throws Exception {
    leadership.renew();
    loop.start();
    entered.acquire();
    loop.close(); // returns once the thread has ended
    assertThat(turns).hasValue(1);
  }
}
