// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.live;

import com.vaadin.flow.shared.Registration;
import io.stillwatch.core.LastResort;
import io.stillwatch.core.store.StoreChanges;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells open pages to redraw: within a second or two of a write to the store by any process, and
/// every ten seconds because ages grow.
public final class LiveUpdates implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveUpdates.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Looks that find nothing new before pages redraw because of the clock alone.
  private static final int QUIET_LOOKS = 10;

  /// Pages that redraw at the same time; others wait, so that many tabs do not flood the store.
  private static final int AT_ONCE = 4;

  private final StoreChanges changes;
  private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();
  private final Semaphore slots = new Semaphore(AT_ONCE);
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("live-updates").factory());
  private final ExecutorService redraws =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("live-redraw-", 0).factory());
  private Map<String, Long> seen = Map.of();
  private int quietLooks;

  /// A page that waits for its turn is not asked a second time.
  private record OpenPage(Runnable redraw, AtomicBoolean waiting) {}

  public LiveUpdates(StoreChanges changes) {
    this.changes = changes;
  }

  public void start() {
    var _ =
        clock.scheduleWithFixedDelay(
            this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// `redraw` is called on a thread of this class until the registration is removed.
  public Registration register(Runnable redraw) {
    var page = new OpenPage(redraw, new AtomicBoolean());
    pages.add(page);
    return () -> pages.remove(page);
  }

  private void look() {
    if (pages.isEmpty() || !(changed() || ++quietLooks >= QUIET_LOOKS)) return;
    quietLooks = 0;
    for (var page : pages) {
      if (page.waiting().compareAndSet(false, true)) redraws.execute(() -> redraw(page));
    }
  }

  /// While the store cannot be read nothing counts as changed; the clock still redraws.
  @LastResort("an exception would end the schedule, and pages would stand still")
  private boolean changed() {
    try {
      var now = changes.writes();
      if (now.equals(seen)) return false;
      seen = now;
      return true;
    } catch (StoreException e) {
      return false;
    } catch (RuntimeException e) {
      log.atError()
          .setCause(e)
          .log("Changes of the store could not be read; pages follow the clock.");
      return false;
    }
  }

  @LastResort("a page that cannot be redrawn must not end the redrawing of the others")
  private void redraw(OpenPage page) {
    try {
      slots.acquire();
      try {
        page.waiting().set(false);
        page.redraw().run();
      } finally {
        slots.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A page could not be redrawn; it is tried again.");
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    redraws.shutdownNow();
    clock.close();
    redraws.close();
  }
}
