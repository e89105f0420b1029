// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.core.store.StoreException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Batches that are being stored while the next one is read.
///
/// They are settled in the order in which they were read, each only once it is stored, so that
/// nothing ever counts as done before what was read ahead of it. If one cannot be stored, those
/// behind it are read again, and their ids absorb what was stored of them.
///
/// `B` is what is read, `R` what storing it tells.
final class ReadAhead<B, R> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReadAhead.class);

  /// Two requests in the index while a third is made, or a checkpoint goes to disk; more only fills
  /// memory.
  private static final int WIDTH = 3;

  private final Write<B, R> write;
  private final Settlement<B, R> settlement;
  private final Backoff backoff;
  private final ArrayDeque<UnderWay<B, R>> underWay = new ArrayDeque<>();

  ReadAhead(Write<B, R> write, Settlement<B, R> settlement, Backoff backoff) {
    this.write = write;
    this.settlement = settlement;
    this.backoff = backoff;
  }

  interface Write<B, R> {
    R write(B batch) throws StoreException;
  }

  /// What happens once a batch is stored.
  interface Settlement<B, R> {
    void settle(B batch, R told) throws StoreException;
  }

  private record UnderWay<B, R>(B batch, FutureTask<R> write) {}

  /// Begins to store a batch; waits for an earlier one first where enough are under way, and for
  /// this one after a failure: one request tells whether the index takes anything.
  void store(B batch) throws StoreException, InterruptedException {
    if (underWay.size() == WIDTH) settle(underWay.remove());
    var task = new FutureTask<>(() -> write.write(batch));
    Thread.ofVirtual().name("store").start(task);
    underWay.add(new UnderWay<>(batch, task));
    if (backoff.failing()) settle();
  }

  /// Returns once all batches are stored and settled.
  void settle() throws StoreException, InterruptedException {
    while (!underWay.isEmpty()) settle(underWay.remove());
  }

  private void settle(UnderWay<B, R> one) throws StoreException, InterruptedException {
    try {
      settlement.settle(one.batch, one.write.get());
      backoff.worked();
    } catch (ExecutionException e) {
      endRest();
      if (e.getCause() instanceof StoreException refused) throw refused;
      throw new IllegalStateException("Storing a batch ended with a bug.", e.getCause());
    }
  }

  /// Lets the writes behind a failed one come to their end: one that is broken off may still be
  /// stored, after readers of the newest have passed it.
  private void endRest() throws InterruptedException {
    while (!underWay.isEmpty()) {
      try {
        underWay.remove().write.get();
      } catch (ExecutionException e) {
        log.atDebug().setCause(e).log("A batch behind a failed one was not stored either.");
      }
    }
  }

  /// What is still under way is given up, to be read and stored again.
  @Override
  public void close() {
    underWay.forEach(one -> one.write.cancel(true));
  }
}
