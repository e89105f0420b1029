// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.store.Lease;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.LeaseStore.Holder;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of leases keeps.
public abstract class LeaseStoreContract {
  private static final Duration TTL = Duration.ofSeconds(30);
  private static final Duration HALF = TTL.dividedBy(2);

  private LeaseStore one;
  private LeaseStore other;

  /// What another process sees of the same leases; nobody holds one before a test.
  protected abstract LeaseStore store() throws Exception;

  /// Lets time pass for all processes.
  protected abstract void pass(Duration time);

  @BeforeEach
  void open() throws Exception {
    one = store();
    other = store();
  }

  @Test
  void a_free_lease_is_given_to_one_owner() throws Exception {
    assertThat(one.claim("watch", "a", TTL)).contains(new Lease("watch", "a", 1));
    assertThat(other.claim("watch", "b", TTL)).isEmpty();
    assertThat(other.claim("alert", "b", TTL)).contains(new Lease("alert", "b", 1));
    assertThat(one.holders()).extracting(Holder::role).containsExactlyInAnyOrder("watch", "alert");
    assertThat(one.holders()).extracting(Holder::owner).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_renewal_keeps_the_epoch_and_the_lease() throws Exception {
    one.claim("watch", "a", TTL);
    for (int i = 0; i < 5; i++) {
      assertThat(other.claim("watch", "b", TTL)).isEmpty();
      pass(HALF.plusSeconds(1));
      assertThat(one.claim("watch", "a", TTL)).contains(new Lease("watch", "a", 1));
    }
    assertThat(other.claim("watch", "b", TTL)).isEmpty();
  }

  @Test
  void a_lease_that_is_not_renewed_is_taken_over_with_the_next_epoch() throws Exception {
    one.claim("watch", "a", TTL);
    assertThat(other.claim("watch", "b", TTL)).isEmpty();
    pass(TTL.minusSeconds(1));
    assertThat(other.claim("watch", "b", TTL)).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(other.claim("watch", "b", TTL)).contains(new Lease("watch", "b", 2));
    assertThat(one.claim("watch", "a", TTL)).isEmpty();
    pass(TTL);
    assertThat(one.claim("watch", "a", TTL)).contains(new Lease("watch", "a", 3));
    assertThat(one.holders()).extracting(Holder::epoch).containsExactly(3L);
  }

  @Test
  void a_released_lease_is_free_at_once_and_its_epoch_still_grows() throws Exception {
    var lease = one.claim("watch", "a", TTL).orElseThrow();
    assertThat(other.claim("watch", "b", TTL)).isEmpty();
    one.release(lease);
    assertThat(one.holders()).isEmpty();
    assertThat(other.claim("watch", "b", TTL)).contains(new Lease("watch", "b", 2));
  }

  @Test
  void releasing_a_lease_that_was_taken_over_changes_nothing() throws Exception {
    var lost = one.claim("watch", "a", TTL).orElseThrow();
    other.claim("watch", "b", TTL);
    pass(TTL);
    other.claim("watch", "b", TTL);
    one.release(lost);
    assertThat(one.claim("watch", "a", TTL)).isEmpty();
    assertThat(other.claim("watch", "b", TTL)).contains(new Lease("watch", "b", 2));
  }
}
