// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.DeclaredPing.Timing;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.fold.DeclaredPings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is known of declared pings while their store answers late or not at all.
class LivePingsTest {
  private static final String ADDRESS = "5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278";
  private static final DeclaredPing NIGHTLY =
      new DeclaredPing(
          "nightly",
          new Timing("30 2 * * *", ZoneId.of("UTC")),
          JobNote.NONE,
          LivePings.hash(ADDRESS),
          Instant.EPOCH);

  private final Store store = new Store();
  private final LivePings pings = LivePings.of(store, () -> store.now);

  @BeforeEach
  void declare() throws Exception {
    store.kept.put(NIGHTLY);
  }

  @Test
  void which_jobs_are_declared_is_not_known_before_the_first_read() {
    store.down = true;
    assertThat(pings.jobs()).isEmpty();
    store.down = false;
    after(Duration.ofSeconds(5));
    assertThat(pings.jobs().orElseThrow())
        .extracting(job -> job.subject())
        .containsExactly("nightly");
    store.down = true;
    after(Duration.ofMinutes(2));
    assertThat(pings.jobs().orElseThrow()).as("what was read before holds").hasSize(1);
  }

  @Test
  void a_ping_without_a_schedule_is_a_learned_job() throws Exception {
    pings.put(DeclaredPing.of("report", store.now));
    assertThat(pings.jobs().orElseThrow()).contains(DeclaredPings.learned("report"));
  }

  @Test
  void the_next_read_is_counted_from_the_end_of_the_one_before() {
    store.down = true;
    store.lasts = Duration.ofMinutes(1);
    pings.all();
    pings.all();
    after(Duration.ofSeconds(4));
    pings.all();
    assertThat(store.reads).isEqualTo(1);
    after(Duration.ofSeconds(1));
    pings.all();
    assertThat(store.reads).isEqualTo(2);
  }

  @Test
  void nobody_waits_for_the_one_who_reads() throws Exception {
    pings.all();
    after(Duration.ofMinutes(1));
    store.meanwhile = () -> Thread.ofVirtual().start(() -> store.seen = pings.all()).join();
    pings.all();
    assertThat(store.seen).containsExactly(NIGHTLY);
    assertThat(store.reads).isEqualTo(2);
  }

  @Test
  void what_is_declared_while_others_are_read_is_not_forgotten() throws Exception {
    var report = DeclaredPing.of("report", store.now);
    store.meanwhile = () -> pings.put(report);
    pings.all();
    assertThat(pings.all()).containsExactly(NIGHTLY, report);
  }

  @Test
  void an_address_that_another_process_gave_is_found_by_one_more_read() throws Exception {
    store.kept.delete("nightly");
    assertThat(pings.all()).isEmpty();
    store.kept.put(NIGHTLY);
    assertThat(pings.ofSecret(ADDRESS)).as("was read just now").isEmpty();
    after(Duration.ofSeconds(5));
    assertThat(pings.ofSecret(ADDRESS)).contains(NIGHTLY);
    assertThat(store.reads).isEqualTo(2);
  }

  @Test
  void an_address_is_not_called_unknown_while_nothing_can_be_read() throws Exception {
    store.down = true;
    assertThatThrownBy(() -> pings.ofSecret(ADDRESS)).isInstanceOf(StoreException.class);
    store.down = false;
    after(Duration.ofSeconds(5));
    assertThat(pings.ofSecret(ADDRESS)).contains(NIGHTLY);
    store.down = true;
    after(Duration.ofMinutes(1));
    assertThat(pings.ofSecret(ADDRESS)).as("what was read before holds").contains(NIGHTLY);
    var other = ADDRESS.replace('5', '6');
    assertThatThrownBy(() -> pings.ofSecret(other)).isInstanceOf(StoreException.class);
  }

  private void after(Duration time) {
    store.now = store.now.plus(time);
  }

  private interface Deed {
    void run() throws Exception;
  }

  /// A store that can be down, and in which something happens once while it is read.
  private static final class Store implements PingStore {
    private final PingStore kept = InMemoryStores.pings();
    private Instant now = Instant.parse("2026-11-22T02:00:00Z");
    private Duration lasts = Duration.ZERO;
    private Deed meanwhile = () -> {};
    private List<DeclaredPing> seen = List.of();
    private boolean down;
    private int reads;

    @Override
    public List<DeclaredPing> all() throws StoreException {
      reads++;
      var found = kept.all();
      var deed = meanwhile;
      meanwhile = () -> {};
      try {
        deed.run();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      now = now.plus(lasts);
      if (down) throw new StoreException("down");
      return found;
    }

    @Override
    public void put(DeclaredPing ping) throws StoreException {
      kept.put(ping);
    }

    @Override
    public boolean create(DeclaredPing ping) throws StoreException {
      return kept.create(ping);
    }

    @Override
    public void delete(String key) throws StoreException {
      kept.delete(key);
    }
  }
}
