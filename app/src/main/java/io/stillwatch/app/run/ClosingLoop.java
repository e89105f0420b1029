// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.LastResort;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes one part; what goes wrong there must not keep the others from being closed.
final class ClosingLoop {
  private static final Logger log = LoggerFactory.getLogger(ClosingLoop.class);
  private static final Duration TOGETHER = Duration.ofSeconds(5);

  private ClosingLoop() {}

  /// Closes parts that do not depend on each other at the same time, and waits until all are closed
  /// or the time is over.
  static void closeTogether(Collection<? extends AutoCloseable> parts) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    for (var part : parts) threads.execute(() -> close(part, log));
    threads.shutdown();
    if (!ended(threads, TOGETHER)) log.warn("Parts are still being closed; the others are next.");
  }

  /// Whether the threads end in time.
  static boolean ended(ExecutorService threads, Duration within) {
    try {
      return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @LastResort("one part that fails to close must not keep the others open")
  static void close(AutoCloseable part, Logger log) {
    try {
      part.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.atWarn()
          .addKeyValue("part", part.getClass().getSimpleName())
          .setCause(e)
          .log("Not closed.");
    }
  }
}
