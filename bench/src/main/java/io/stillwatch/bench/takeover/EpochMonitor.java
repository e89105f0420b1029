// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import io.stillwatch.bench.takeover.StoredOutcome.SavedState;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads the states of the hosts several times a second: a state with a lower epoch than before was
/// saved by a process whose lease is over.
final class EpochMonitor implements AutoCloseable {
  private static final Duration EVERY = Duration.ofMillis(150);
  private static final int NEW_HOSTS_EVERY = 20;

  private final StoredOutcome stored;
  private final Map<String, SavedState> last = new HashMap<>();
  private volatile boolean running = true;
  private final AtomicInteger stale = new AtomicInteger();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);

  EpochMonitor(StoredOutcome stored) {
    this.stored = stored;
  }

  void start() {
    thread.start();
  }

  int stale() {
    return stale.get();
  }

  private void run() {
    try {
      for (int turn = 0; running; turn++) {
        look(turn);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(int turn) throws InterruptedException {
    try {
      var ids = turn % NEW_HOSTS_EVERY == 0 ? List.<String>of() : List.copyOf(last.keySet());
      for (var state : stored.states(ids)) {
        var before = last.get(state.id());
        if (before != null && before.sequence() > state.sequence()) continue; // an older refresh
        if (before != null && state.epoch() < before.epoch()) stale.incrementAndGet();
        last.put(state.id(), state);
      }
    } catch (IOException e) {
      // the next turn reads again
    }
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }
}
