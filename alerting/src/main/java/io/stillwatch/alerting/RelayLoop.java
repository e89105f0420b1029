// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting;

import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the relay again and again on a virtual thread until closed.
public final class RelayLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

  private final NotificationRelay relay;
  private final Duration pause;
  private final InstantSource time;
  private final Semaphore news = new Semaphore(0);
  private final AtomicReference<Instant> lastPass = new AtomicReference<>(Instant.EPOCH);
  private final ExecutorService thread =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("relay-", 0).factory());

  public RelayLoop(NotificationRelay relay, Duration pause, InstantSource time) {
    this.relay = relay;
    this.pause = pause;
    this.time = time;
  }

  /// Starts sending; call once.
  public RelayLoop start() {
    thread.execute(this::run);
    return this;
  }

  /// Tells that an alert was stored, so that its message need not wait for the next pass.
  public void wake() {
    news.release();
  }

  /// When a pass last came to its end; the epoch if none did. For the health check.
  public Instant lastPass() {
    return lastPass.get();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      pass();
      try {
        if (news.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) news.drainPermits();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void pass() {
    try {
      relay.sendDue();
      lastPass.set(time.instant());
    } catch (StoreException e) {
      log.atWarn().setCause(e).log("Alerts cannot be read or marked; sending will repeat.");
    } catch (RuntimeException bug) { // a dead relay would look like a calm night
      log.atError().setCause(bug).log("Bug while sending notifications; the relay goes on.");
    }
  }

  /// Returns when no thread of the relay is alive; a message under way may be sent again later.
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
