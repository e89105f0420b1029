// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.relay;

import static io.stillwatch.alerting.Stories.caseStudy;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.alerting.Stories;
import io.stillwatch.core.alert.Notifier;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RelayLoopTest {
  private static final Duration LONG = Duration.ofHours(1);
  private final AlertStore store = InMemoryStores.empty().alerts();
  private final CountDownLatch sent = new CountDownLatch(1);

  @Test
  void sends_as_soon_as_it_is_woken() throws Exception {
    var started = new CountDownLatch(1);
    try (var loop = loop(_ -> accepted(), LONG, started).start()) {
      started.await();
      store.save(caseStudy(), Version.NEW);
      loop.wake();
      assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void continues_after_an_unexpected_error() throws Exception {
    var calls = new AtomicInteger();
    Notifier faulty =
        _ -> {
          if (calls.incrementAndGet() == 1) throw new IllegalStateException("a bug");
          return accepted();
        };
    store.save(caseStudy(), Version.NEW);
    try (var _ = loop(faulty, Duration.ofMillis(1), new CountDownLatch(1)).start()) {
      assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothing_is_sent_after_close() throws Exception {
    var loop = loop(_ -> accepted(), LONG, new CountDownLatch(1)).start();
    loop.close();
    store.save(caseStudy(), Version.NEW);
    loop.wake();
    assertThat(sent.getCount()).isEqualTo(1);
  }

  private String accepted() {
    sent.countDown();
    return "id";
  }

  /// The clock is read at the end of each pass, so the latch shows that the loop runs.
  private RelayLoop loop(Notifier notifier, Duration pause, CountDownLatch passed) {
    InstantSource time =
        () -> {
          passed.countDown();
          return Stories.MISS;
        };
    return new RelayLoop(
        new NotificationRelay(store, notifier, InstantSource.fixed(Stories.MISS), 1), pause, time);
  }
}
