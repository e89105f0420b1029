// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.place;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// So many places together, of which one user takes only so many: the others always find some.
///
/// Only users that hold a place are remembered.
public final class Places {
  private final int together;
  private final int ofOne;
  private final Map<String, Integer> held = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private int all;

  public Places(int together, int ofOne) {
    this.together = together;
    this.ofOne = ofOne;
  }

  public int ofOne() {
    return ofOne;
  }

  /// A place, until it is closed; empty if there is none within `patience`.
  public Optional<Place> take(String user, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long remaining = patience.toNanos();
      while (!hasRoom(user)) {
        if (remaining <= 0) return Optional.empty();
        remaining = left.awaitNanos(remaining);
      }
      return Optional.of(taken(user));
    } finally {
      lock.unlock();
    }
  }

  /// A place if there is one now.
  public Optional<Place> take(String user) {
    lock.lock();
    try {
      return hasRoom(user) ? Optional.of(taken(user)) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(String user) {
    return all < together && held.getOrDefault(user, 0) < ofOne;
  }

  private Place taken(String user) {
    all++;
    held.merge(user, 1, Integer::sum);
    return new Place(user);
  }

  private void giveBack(String user) {
    lock.lock();
    try {
      all--;
      held.computeIfPresent(user, (_, count) -> count > 1 ? count - 1 : null);
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Held until it is closed.
  public final class Place implements AutoCloseable {
    private final String user;
    private boolean closed;

    private Place(String user) {
      this.user = user;
    }

    @Override
    public void close() {
      if (closed) return;
      closed = true;
      giveBack(user);
    }
  }
}
