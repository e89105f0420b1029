// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.LastResort;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every ten seconds whether the store answers; needs no lease, which is kept there.
final class OutageLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutageLoop.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final OutageAlarm alarm;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("outage").factory());

  OutageLoop(OutageAlarm alarm) {
    this.alarm = alarm;
  }

  void start() {
    thread.execute(this::run);
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      try {
        Thread.sleep(EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  @LastResort("a thread that ends would leave the next outage untold")
  private void look() {
    try {
      alarm.look();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("The journal of outages cannot be used; see the data folder.");
    } catch (RuntimeException bug) {
      log.atError().setCause(bug).log("Bug while looking for an outage.");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
