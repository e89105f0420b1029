// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStateStore.Loaded;
import io.stillwatch.core.store.WatchStateStore.Saved;
import io.stillwatch.core.store.WatchStateStore.StateToSave;
import io.stillwatch.core.store.WatchStateStore.WatchProgress;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store of the watch's states keeps.
public abstract class WatchStateStoreContract {
  private final RandomStates random = new RandomStates(20_261_120);

  /// A store that holds nothing yet.
  protected abstract WatchStateStore emptyStore() throws Exception;

  @Test
  void an_empty_store_has_no_state_and_no_progress() throws Exception {
    var store = emptyStore();
    assertThat(load(store)).isEmpty();
    assertThat(store.progress()).isEqualTo(WatchProgress.NONE);
    assertThat(store.saveAll(List.of(), 1)).isEmpty();
  }

  @Test
  void returns_states_with_every_component_as_they_were_saved() throws Exception {
    var store = emptyStore();
    var states = new LinkedHashMap<Host, HostState>();
    for (int i = 0; i < 40; i++) {
      var host = i % 2 == 0 ? Host.server("host-" + i) : Host.rds("host-" + (i - 1));
      states.put(host, random.state(host, i % 5));
    }
    states.put(Samples.SERVER, HostState.found(Samples.SERVER, Samples.AT, ZoneOffset.UTC));
    var saved = store.saveAll(toSave(states.values()), 1);
    assertThat(saved).hasSize(41).allMatch(Saved.Stored.class::isInstance);
    var loaded = load(store);
    assertThat(loaded).hasSize(41);
    int number = 0;
    for (var state : states.values()) {
      var found = of(loaded, state.host());
      assertThat(found.state()).isEqualTo(state);
      assertThat(List.copyOf(found.state().jobs().keySet()))
          .isEqualTo(List.copyOf(state.jobs().keySet()));
      assertThat(List.copyOf(found.state().commands().commands().keySet()))
          .isEqualTo(List.copyOf(state.commands().commands().keySet()));
      assertThat(saved.get(number++)).isEqualTo(new Saved.Stored(found.version()));
    }
  }

  @Test
  void a_state_is_saved_only_under_the_version_that_was_read() throws Exception {
    var store = emptyStore();
    var first = store.save(state("a"), Version.NEW, 1);
    var newer = state("a");
    var second = store.save(newer, first, 1);
    assertThatThrownBy(() -> store.save(state("a"), first, 1)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.save(state("a"), Version.NEW, 1))
        .isInstanceOf(StoreException.class);
    var loaded = of(load(store), Host.server("a"));
    assertThat(loaded.state()).isEqualTo(newer);
    assertThat(loaded.version()).isEqualTo(second);
  }

  @Test
  void a_conflict_does_not_lose_the_versions_of_the_others() throws Exception {
    var store = emptyStore();
    var version = store.save(state("b"), Version.NEW, 7);
    var saved =
        store.saveAll(
            List.of(
                new StateToSave(state("a"), Version.NEW),
                new StateToSave(state("b"), Version.NEW),
                new StateToSave(state("c"), Version.NEW),
                new StateToSave(state("never-saved"), version)),
            7);
    assertThat(saved.get(1)).isEqualTo(new Saved.Conflict(version, 7));
    assertThat(saved.get(3)).isEqualTo(new Saved.Conflict(Version.NEW, 0));
    var loaded = load(store);
    assertThat(saved.get(0)).isEqualTo(stored(loaded, "a"));
    assertThat(saved.get(2)).isEqualTo(stored(loaded, "c"));
    assertThat(store.save(state("c"), of(loaded, Host.server("c")).version(), 7)).isNotNull();
  }

  @Test
  void a_stale_epoch_cannot_save() throws Exception {
    var store = emptyStore();
    var version = store.save(state("a"), Version.NEW, 1);
    store.progress(new WatchProgress("1", Samples.AT), 1);
    store.claim(2);
    assertThatThrownBy(() -> store.save(state("a"), version, 1))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("epoch 2");
    assertThatThrownBy(() -> store.progress(new WatchProgress("2", Samples.AT), 1))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.claim(1)).isInstanceOf(StoreException.class);
    assertThat(store.progress()).isEqualTo(new WatchProgress("1", Samples.AT));
    store.save(state("a"), of(load(store), Host.server("a")).version(), 2);
  }

  @Test
  void a_claim_changes_the_version_of_every_state_and_nothing_else() throws Exception {
    var store = emptyStore();
    var states = new ArrayList<HostState>();
    for (int i = 0; i < 1_200; i++) {
      states.add(HostState.found(Host.server("host-" + i), Samples.AT, ZoneOffset.UTC));
    }
    states.add(random.state(Host.server("rich"), 3));
    store.saveAll(toSave(states), 1);
    var before = load(store);
    store.claim(5);
    store.claim(5);
    var after = load(store);
    assertThat(after).hasSize(1_201);
    before.forEach((host, loaded) -> {
      assertThat(of(after, host).state()).isEqualTo(loaded.state());
      assertThat(of(after, host).version()).isNotEqualTo(loaded.version());
    });
  }

  @Test
  void saves_a_thousand_large_states() throws Exception {
    var store = emptyStore();
    var jobs = random.state(Samples.SERVER, 20).jobs();
    var states = new ArrayList<HostState>();
    for (int i = 0; i < 1_000; i++) {
      states.add(HostState.found(Host.server("host-" + i), Samples.AT, ZoneOffset.UTC).with(jobs));
    }
    assertThat(store.saveAll(toSave(states), 1))
        .hasSize(1_000)
        .allMatch(Saved.Stored.class::isInstance);
    assertThat(load(store)).hasSize(1_000);
  }

  @Test
  void remembers_how_far_the_watch_has_read() throws Exception {
    var store = emptyStore();
    store.progress(new WatchProgress("17", Samples.AT), 1);
    var progress = new WatchProgress("18", Samples.AT.plusSeconds(1));
    store.progress(progress, 1);
    assertThat(store.progress()).isEqualTo(progress);
  }

  private HostState state(String host) {
    return random.state(Host.server(host), 2);
  }

  private static List<StateToSave> toSave(Iterable<HostState> states) {
    var toSave = new ArrayList<StateToSave>();
    states.forEach(state -> toSave.add(new StateToSave(state, Version.NEW)));
    return toSave;
  }

  private static Saved stored(Map<Host, Loaded.State> loaded, String host) {
    return new Saved.Stored(of(loaded, Host.server(host)).version());
  }

  private static Loaded.State of(Map<Host, Loaded.State> loaded, Host host) {
    return Optional.ofNullable(loaded.get(host)).orElseThrow();
  }

  private static Map<Host, Loaded.State> load(WatchStateStore store) throws StoreException {
    var states = new LinkedHashMap<Host, Loaded.State>();
    store.load(found -> {
      switch (found) {
        case Loaded.State state -> states.put(state.state().host(), state);
        case Loaded.Unreadable(var host, var why) -> throw new AssertionError(host + ": " + why);
      }
    });
    return states;
  }
}
