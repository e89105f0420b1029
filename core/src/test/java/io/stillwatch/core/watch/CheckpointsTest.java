// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStateStore.Loaded;
import io.stillwatch.core.store.WatchStateStore.WatchProgress;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
  private static final Instant NOW = Sample.MONDAY;
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final HostState BEFORE = Sample.host();
  private static final HostState CHANGED = BEFORE.with(BEFORE.configuration().withAuditDue());

  private final WatchStateStore states = InMemoryStores.empty().states();
  private final Hosts hosts = new Hosts();
  private final Checkpoints checkpoints = new Checkpoints(states, hosts, Tenure.ALONE, EVERY);

  /// A process that loads at some minute what was stored at minute 0, and reads on.
  private void takeOverAt(int minute) {
    hosts.loaded(BEFORE, Version.NEW, at(minute));
    checkpoints.resume(new WatchProgress("stored", NOW), at(minute));
    hosts.commit(CHANGED, at(minute));
  }

  private static Instant at(int minute) {
    return NOW.plus(Duration.ofMinutes(minute));
  }

  private List<HostState> saved() throws Exception {
    var saved = new ArrayList<HostState>();
    states.load(found -> {
      if (found instanceof Loaded.State(var state, _)) saved.add(state);
    });
    return saved;
  }

  @Test
  void a_state_is_saved_some_minutes_after_it_changed() throws Exception {
    takeOverAt(1);
    checkpoints.save("read", at(5));
    assertThat(saved()).isEmpty();
    checkpoints.save("read", at(6));
    assertThat(saved()).containsExactly(CHANGED);
  }

  @Test
  void a_restart_reads_on_from_where_all_states_were_saved_a_round_before() throws Exception {
    takeOverAt(1);
    checkpoints.save("first", at(6));
    assertThat(states.progress().cursor()).isEqualTo("stored");
    checkpoints.save("second", at(11));
    assertThat(states.progress().cursor()).isEqualTo("first");
  }

  @Test
  void an_overdue_checkpoint_is_made_at_once() throws Exception {
    takeOverAt(11);
    checkpoints.save("read", at(11));
    assertThat(saved()).containsExactly(CHANGED);
    assertThat(states.progress()).isEqualTo(new WatchProgress("read", at(11)));
  }
}
