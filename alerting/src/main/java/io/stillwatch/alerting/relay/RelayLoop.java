// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.relay;

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

/// Runs the relay repeatedly on a virtual thread until closed.
public final class RelayLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RelayLoop.class);

  private final NotificationRelay relay;
  private final Duration pause;
  private final InstantSource time;
  private final Semaphore wakeUps = new Semaphore(0);
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

  /// Starts a pass now, because an alert was stored whose message should not wait.
  public void wake() {
    wakeUps.release();
  }

  /// When the last pass completed, or the epoch if none did. For the health check.
  public Instant lastPass() {
    return lastPass.get();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      pass();
      try {
        if (wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) wakeUps.drainPermits();
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
      log.atWarn().setCause(e).log("Alerts could not be read or updated; the next pass retries.");
    } catch (RuntimeException bug) { // a stopped relay would look like the absence of alerts
      log.atError()
          .setCause(bug)
          .log("Unexpected error while sending notifications; the relay continues.");
    }
  }

  /// Returns when no thread of the relay is alive; a message in flight may be sent again later.
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
