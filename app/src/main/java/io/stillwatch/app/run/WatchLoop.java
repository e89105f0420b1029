// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.TickReport;
import io.stillwatch.core.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ticks the watch on its own thread until closed; a failed tick is repeated.
final class WatchLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatchLoop.class);

  private final Watch watch;
  private final InstantSource clock;
  private final Duration pause;
  private final Consumer<TickReport> listener;
  private final AtomicReference<String> problem = new AtomicReference<>("no tick yet");
  // A platform thread: training computes for seconds and would hold a carrier of virtual threads.
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("watch").factory());

  WatchLoop(Watch watch, InstantSource clock, Duration pause, Consumer<TickReport> listener) {
    this.watch = watch;
    this.clock = clock;
    this.pause = pause;
    this.listener = listener;
  }

  void start() {
    thread.execute(this::run);
  }

  /// Why the last tick failed, empty if it did not.
  String problem() {
    return problem.get();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        tick(clock.instant());
        Thread.sleep(pause);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void tick(Instant now) throws InterruptedException {
    try {
      listener.accept(watch.tick(now));
      problem.set("");
    } catch (StoreException e) {
      problem.set(String.valueOf(e.getMessage()));
      log.atWarn().setCause(e).log("The tick failed and will be repeated.");
    } catch (RuntimeException bug) { // the one place: a dead watch would look like a calm fleet
      problem.set(bug.toString());
      log.atError().setCause(bug).log("Bug in the watch; it goes on.");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
