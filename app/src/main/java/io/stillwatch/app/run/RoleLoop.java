// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.LastResort;
import io.stillwatch.core.job.Durations;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Repeats the turns of a role on a thread of its own while this process holds the lease of the
/// role; a turn that fails is repeated.
final class RoleLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoleLoop.class);
  private static final Duration STANDBY = Duration.ofSeconds(1);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(4);
  private static final int LATE_PERIODS = 3;
  private static final Duration LEAST_LATE = Duration.ofMinutes(3);

  /// What a role does from time to time.
  @FunctionalInterface
  interface Work {
    void turn(Instant now) throws StoreException, InterruptedException;
  }

  /// Begins the work of a new holder: nothing that an earlier tenure knew is used again.
  @FunctionalInterface
  interface Beginning {
    Work begin(long epoch) throws StoreException;
  }

  /// How long the loop waits after a turn, and before it looks again whether the role is its own; a
  /// turn that takes longer than `late` is a problem.
  record Pauses(Duration afterTurn, Duration standby, Duration late) {
    /// Of turns that take no longer than a few pauses.
    Pauses(Duration afterTurn, Duration standby) {
      this(afterTurn, standby, late(afterTurn));
    }

    private static Duration late(Duration pause) {
      var late = pause.multipliedBy(LATE_PERIODS);
      return Durations.longer(late, LEAST_LATE);
    }
  }

  private final Leadership leadership;
  private final Beginning beginning;
  private final Pauses pauses;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ExecutorService thread;
  private final AtomicReference<String> problem = new AtomicReference<>("");
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile long lastTurnNanos;

  RoleLoop(Leadership leadership, Beginning beginning, Duration pause, InstantSource clock) {
    this(leadership, beginning, new Pauses(pause, STANDBY), clock, System::nanoTime);
  }

  /// `nanoTime` is the monotonic clock of this machine.
  RoleLoop(
      Leadership leadership,
      Beginning beginning,
      Pauses pauses,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.leadership = leadership;
    this.beginning = beginning;
    this.pauses = pauses;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.lastTurnNanos = nanoTime.getAsLong();
    // A platform thread: watch and training compute, and would hold a carrier of virtual threads.
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(leadership.role()).factory());
  }

  void start() {
    thread.execute(this::run);
  }

  String role() {
    return leadership.role();
  }

  /// Why the role is not well here; empty if it is, or if another process holds it.
  String problem() {
    if (!leadership.held()) return "";
    var since = Duration.ofNanos(nanoTime.getAsLong() - lastTurnNanos);
    var known = problem.get();
    if (since.compareTo(pauses.late()) <= 0) return known;
    var stale = "the last turn ended " + since.toSeconds() + " s ago";
    return known.isEmpty() ? stale : stale + "; " + known;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (leadership.held()) tenure();
        else standBy();
        Thread.sleep(pauses.standby());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void standBy() {
    lastTurnNanos = nanoTime.getAsLong();
    problem.set("");
  }

  /// As long as the lease of one epoch is held.
  @LastResort("a role that is not taken up would look like a calm fleet")
  private void tenure() throws InterruptedException {
    try {
      long epoch = leadership.epoch();
      var work = beginning.begin(epoch);
      while (leadership.held() && leadership.epoch() == epoch) {
        turn(work);
        Thread.sleep(pauses.afterTurn());
      }
    } catch (StoreException e) {
      problem.set(String.valueOf(e.getMessage()));
      log.atWarn()
          .addKeyValue("role", leadership.role())
          .setCause(e)
          .log("The role could not be taken up; it is tried again.");
    } catch (RuntimeException bug) {
      problem.set(bug.toString());
      log.atError()
          .addKeyValue("role", leadership.role())
          .setCause(bug)
          .log("Bug while taking up a role; it is tried again.");
    }
  }

  @LastResort("a role that ends would look like a calm fleet")
  private void turn(Work work) throws InterruptedException {
    try {
      work.turn(clock.instant());
      problem.set("");
    } catch (StoreException e) {
      problem.set(String.valueOf(e.getMessage()));
      log.atWarn()
          .addKeyValue("role", leadership.role())
          .setCause(e)
          .log("A turn failed and is repeated.");
    } catch (RuntimeException bug) {
      problem.set(bug.toString());
      log.atError()
          .addKeyValue("role", leadership.role())
          .setCause(bug)
          .log("Bug in a turn; the role goes on.");
    }
    lastTurnNanos = nanoTime.getAsLong();
  }

  /// Waits for the turn only so long. The lease of one that did not end is not released: no other
  /// process begins before it expires. Of what the turn still writes after that, only states and
  /// progress are refused.
  @Override
  public void close() {
    if (closed.getAndSet(true)) return;
    thread.shutdownNow();
    if (ClosingLoop.ended(thread, ENDS_WITHIN)) return;
    leadership.abandon();
    log.atWarn()
        .addKeyValue("role", leadership.role())
        .log("A turn did not end; it is left behind, and its lease expires by itself.");
  }
}
