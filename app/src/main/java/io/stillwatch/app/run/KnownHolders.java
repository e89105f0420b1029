// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.LeaseStore.Holder;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who holds which role, read every few seconds, so that a health check never waits for a store.
final class KnownHolders implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KnownHolders.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final LeaseStore leases;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("holders").factory());
  private volatile List<Holder> known = List.of();

  KnownHolders(LeaseStore leases) {
    this.leases = leases;
  }

  void start() {
    thread.execute(this::run);
  }

  List<Holder> now() {
    return known;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        known = leases.holders();
      } catch (StoreException e) {
        log.atDebug().setCause(e).log("The holders of roles could not be read; those known stay.");
      }
      try {
        Thread.sleep(EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
