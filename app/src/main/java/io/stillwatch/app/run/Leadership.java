// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.core.LastResort;
import io.stillwatch.core.store.Lease;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.watch.Tenure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the lease of one role, or stands by for it.
///
/// The lease is renewed every few seconds. It counts as held only as long as the last renewal is
/// young by the monotonic clock of this machine: a process that was suspended finds its lease over
/// when it goes on, before it writes anything.
final class Leadership implements Tenure, AutoCloseable {
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);

  private static final Logger log = LoggerFactory.getLogger(Leadership.class);
  private static final Duration RENEW_EVERY = Duration.ofSeconds(5);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(3);
  private static final long NONE = 0;

  private record Held(Lease lease, long renewedAtNanos) {}

  private final LeaseStore leases;
  private final String role;
  private final String owner;
  private final LongSupplier nanoTime;
  private final ExecutorService thread;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Optional<Held> held = Optional.empty();
  private volatile boolean abandoned;

  /// The epoch that the log named last; only the thread of the lease uses it.
  private long logged = NONE;

  Leadership(LeaseStore leases, String role, String owner) {
    this(leases, role, owner, System::nanoTime);
  }

  /// `nanoTime` is the monotonic clock of this machine.
  Leadership(LeaseStore leases, String role, String owner, LongSupplier nanoTime) {
    this.leases = leases;
    this.role = role;
    this.owner = owner;
    this.nanoTime = nanoTime;
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("lease-" + role).factory());
  }

  Leadership start() {
    thread.execute(this::run);
    return this;
  }

  String role() {
    return role;
  }

  /// Whether this process holds the role now.
  boolean held() {
    return current().isPresent();
  }

  /// Whether this process held the role when the leases could be read last.
  boolean heldLast() {
    return held.isPresent();
  }

  private Optional<Lease> current() {
    return held.filter(one -> nanoTime.getAsLong() - one.renewedAtNanos() < TIME_TO_LIVE.toNanos())
        .map(Held::lease);
  }

  @Override
  public long epoch() throws StoreException {
    return current()
        .map(Lease::epoch)
        .orElseThrow(() ->
            new StoreException("The lease '" + role + "' is over; another process may hold it."));
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      renew();
      try {
        Thread.sleep(RENEW_EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /// Asks for the lease; what is asked for now counts from now, however long the answer takes.
  @LastResort("a thread that ends would give the role away for good")
  void renew() {
    long asked = nanoTime.getAsLong();
    try {
      var lease = leases.claim(role, owner, TIME_TO_LIVE);
      note(lease);
      held = lease.map(one -> new Held(one, asked));
    } catch (StoreException e) {
      log.atWarn()
          .addKeyValue("role", role)
          .setCause(e)
          .log("The lease could not be renewed; the next attempt is in seconds.");
    } catch (RuntimeException bug) {
      log.atError().addKeyValue("role", role).setCause(bug).log("Bug while renewing a lease.");
    }
  }

  /// A lease that ended while this process was suspended is logged too: by then it is not held.
  private void note(Optional<Lease> now) {
    long epoch = now.map(Lease::epoch).orElse(NONE);
    if (epoch == logged) return;
    logged = epoch;
    log.atInfo()
        .addKeyValue("role", role)
        .addKeyValue("owner", owner)
        .addKeyValue("epoch", epoch)
        .log(
            now.isPresent()
                ? "This process holds the role now."
                : "The lease is over; another process holds the role.");
  }

  /// Work of the role goes on although it should not: the lease is left to expire.
  void abandon() {
    abandoned = true;
  }

  /// Frees the lease, so that a standby takes over at once.
  @Override
  public void close() {
    if (closed.getAndSet(true)) return;
    thread.shutdownNow();
    ClosingLoop.ended(thread, ENDS_WITHIN);
    var last = current();
    held = Optional.empty();
    if (last.isEmpty() || abandoned) return;
    try {
      leases.release(last.get());
    } catch (StoreException e) {
      log.atInfo()
          .addKeyValue("role", role)
          .setCause(e)
          .log("The lease was not released; it expires by itself.");
    }
  }
}
