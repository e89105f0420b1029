// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.store.Lease;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.memory.InMemoryStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two processes and one store of leases on a virtual clock.
class LeadershipTest {
  private final Machine machine = new Machine();
  private final Leases leases = new Leases();
  private final Leadership first = new Leadership(leases, "watch", "first", machine::nanoTime);
  private final Leadership second = new Leadership(leases, "watch", "second", machine::nanoTime);

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  @Test
  void nothing_is_held_before_the_first_renewal() {
    assertThat(first.held()).isFalse();
    assertThatThrownBy(first::epoch)
        .isInstanceOf(StoreException.class)
        .hasMessage("The lease 'watch' is over; another process may hold it.");
  }

  @Test
  void one_process_holds_the_role_and_the_other_stands_by() throws Exception {
    first.renew();
    second.renew();
    assertThat(first.held()).isTrue();
    assertThat(first.epoch()).isEqualTo(1);
    assertThat(second.held()).isFalse();
  }

  @Test
  void a_renewal_keeps_the_lease_and_its_epoch() throws Exception {
    first.renew();
    for (int i = 0; i < 10; i++) {
      machine.pass(Duration.ofSeconds(14));
      first.renew();
      second.renew();
    }
    assertThat(first.epoch()).isEqualTo(1);
    assertThat(second.held()).isFalse();
  }

  @Test
  void without_a_renewal_the_lease_is_over_after_its_time_to_live() {
    first.renew();
    machine.pass(Leadership.TIME_TO_LIVE.minusNanos(1));
    assertThat(first.held()).isTrue();
    machine.pass(Duration.ofNanos(1));
    assertThat(first.held()).isFalse();
    assertThatThrownBy(first::epoch).isInstanceOf(StoreException.class);
  }

  @Test
  void a_process_that_was_suspended_finds_that_another_one_took_over() throws Exception {
    first.renew();
    machine.pass(Leadership.TIME_TO_LIVE);
    second.renew();
    first.renew();
    assertThat(second.epoch()).isEqualTo(2);
    assertThat(first.held()).isFalse();
  }

  @Test
  void a_failing_renewal_leaves_the_lease_its_time_and_a_later_one_keeps_it() throws Exception {
    first.renew();
    leases.problem = Optional.of(new StoreException("Elasticsearch does not respond."));
    machine.pass(Duration.ofSeconds(10));
    first.renew();
    assertThat(first.held()).isTrue();
    machine.pass(Duration.ofSeconds(5));
    first.renew();
    assertThat(first.held()).isFalse();
    leases.problem = Optional.empty();
    first.renew();
    assertThat(first.epoch()).isEqualTo(1);
  }

  @Test
  void a_bug_in_a_renewal_does_not_end_the_renewals() {
    leases.bug = true;
    first.renew();
    assertThat(first.held()).isFalse();
    leases.bug = false;
    first.renew();
    assertThat(first.held()).isTrue();
  }

  @Test
  void a_lease_counts_from_when_it_was_asked_for() {
    leases.answersAfter = Leadership.TIME_TO_LIVE;
    first.renew();
    assertThat(first.held()).isFalse();
  }

  @Test
  void closing_hands_the_role_over_at_once() throws Exception {
    first.renew();
    first.close();
    second.renew();
    assertThat(first.held()).isFalse();
    assertThat(second.epoch()).isEqualTo(2);
  }

  @Test
  void closing_does_not_take_the_role_from_a_later_holder() throws Exception {
    first.renew();
    machine.pass(Leadership.TIME_TO_LIVE);
    second.renew();
    first.close();
    second.renew();
    assertThat(second.epoch()).isEqualTo(2);
  }

  /// Where time passes only when it is told to.
  private static final class Machine {
    private long nanos;

    void pass(Duration time) {
      nanos += time.toNanos();
    }

    long nanoTime() {
      return nanos;
    }

    Instant now() {
      return Instant.parse("2026-01-15T10:00:00Z").plusNanos(nanos);
    }
  }

  /// Leases in memory that fail, or answer late, on demand.
  private final class Leases implements LeaseStore {
    private final LeaseStore store = InMemoryStores.leases(machine::now);
    private Optional<StoreException> problem = Optional.empty();
    private boolean bug;
    private Duration answersAfter = Duration.ZERO;

    @Override
    public Optional<Lease> claim(String role, String owner, Duration timeToLive)
        throws StoreException {
      if (bug) throw new IllegalStateException("a bug");
      if (problem.isPresent()) throw problem.get();
      var lease = store.claim(role, owner, timeToLive);
      machine.pass(answersAfter);
      return lease;
    }

    @Override
    public void release(Lease lease) throws StoreException {
      store.release(lease);
    }

    @Override
    public List<Holder> holders() throws StoreException {
      return store.holders();
    }
  }
}
