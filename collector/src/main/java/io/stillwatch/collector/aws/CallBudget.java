// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// The calls that one account and region allows, shared by all its instances.
///
/// One bucket, of which text always leaves a part to listings: the listing shows that rotation
/// stopped, the text only explains. Whoever waits is served in the order of arrival, and an
/// instance asks for one page at a time, so no busy instance starves another. A throttled call
/// halves the pace, for other callers of the account need their share; calls that succeed win it
/// back.
public final class CallBudget {
  private static final double BURST_SECONDS = 2;
  private static final double KEPT_FOR_LISTINGS = 0.4;
  private static final double SLOWEST = 1.0 / 16;
  private static final double RECOVERY = 0.02;

  /// How to wait; a test waits by moving its clock.
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final double fullRate;
  private final InstantSource clock;
  private final Pause pause;
  private final ReentrantLock listings = new ReentrantLock(true);
  private final ReentrantLock texts = new ReentrantLock(true);
  private double rate;
  private double tokens;
  private Instant refilledAt;

  /// A rate of 0 lets everybody pass.
  public CallBudget(double callsPerSecond, InstantSource clock, Pause pause) {
    this.fullRate = callsPerSecond;
    this.clock = clock;
    this.pause = pause;
    this.rate = callsPerSecond;
    this.tokens = capacity();
    this.refilledAt = clock.instant();
  }

  /// Waits until a listing, or a description, may be asked for.
  public void awaitListing() throws InterruptedException {
    await(listings, 0);
  }

  /// Waits until a page of text may be asked for.
  public void awaitText() throws InterruptedException {
    await(texts, capacity() * KEPT_FOR_LISTINGS);
  }

  private double capacity() {
    return Math.max(2, fullRate * BURST_SECONDS);
  }

  private void await(ReentrantLock queue, double left) throws InterruptedException {
    if (fullRate == 0) return;
    queue.lockInterruptibly();
    try {
      var wait = reserve(left);
      if (wait.isPositive()) pause.of(wait);
    } finally {
      queue.unlock();
    }
  }

  /// Takes one call, and tells after how long it may be made.
  private synchronized Duration reserve(double left) {
    var now = clock.instant();
    double passed = Math.max(0, Duration.between(refilledAt, now).toNanos() / 1e9);
    tokens = Math.min(capacity(), tokens + passed * rate) - 1;
    refilledAt = now;
    double missing = left - tokens;
    return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) (missing / rate * 1e9));
  }

  /// The service said that calls come too fast.
  public synchronized void throttled() {
    rate = Math.max(rate / 2, fullRate * SLOWEST);
    tokens = Math.min(tokens, 0);
  }

  public synchronized void succeeded() {
    rate = Math.min(fullRate, rate + fullRate * RECOVERY);
  }

  synchronized double callsPerSecond() {
    return rate;
  }
}
