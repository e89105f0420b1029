// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.DeclaredPing.Timing;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.store.PingStore;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of declared pings keeps.
public abstract class PingStoreContract {
  private static final DeclaredPing PLAIN = DeclaredPing.of("report", Samples.AT);
  private static final DeclaredPing FULL =
      new DeclaredPing(
          "backup-db",
          new Timing("30 2 * * *", ZoneId.of("Europe/Berlin")),
          new JobNote(
              "Nightly dump",
              "",
              "",
              Optional.empty(),
              Optional.of(Duration.ofMinutes(30)),
              Optional.of(Duration.ofHours(2))),
          "ab".repeat(32),
          Samples.AT);

  /// A store that holds nothing yet.
  protected abstract PingStore emptyStore() throws Exception;

  @Test
  void pings_are_kept_as_declared_by_key() throws Exception {
    var store = emptyStore();
    assertThat(store.all()).isEmpty();
    store.put(PLAIN);
    store.put(FULL);
    assertThat(store.all()).containsExactly(FULL, PLAIN);
  }

  @Test
  void one_that_is_declared_is_not_created_over() throws Exception {
    var store = emptyStore();
    assertThat(store.create(FULL)).isTrue();
    assertThat(store.create(DeclaredPing.of(FULL.key(), Samples.AT))).isFalse();
    assertThat(store.all()).containsExactly(FULL);
  }

  @Test
  void a_ping_is_replaced_and_deleted_by_its_key() throws Exception {
    var store = emptyStore();
    store.put(FULL);
    var plain = DeclaredPing.of(FULL.key(), Samples.AT);
    store.put(plain);
    assertThat(store.all()).containsExactly(plain);
    store.delete(FULL.key());
    store.delete("unknown");
    assertThat(store.all()).isEmpty();
  }
}
