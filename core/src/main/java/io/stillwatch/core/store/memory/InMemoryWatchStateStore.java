// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.core.store.WatchStateStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

final class InMemoryWatchStateStore implements WatchStateStore {
  private record Stored(HostState state, Version version, long epoch) {}

  private final Map<Host, Stored> states = new LinkedHashMap<>();
  private WatchProgress progress = WatchProgress.NONE;
  private long progressEpoch;
  private long sequence;

  @Override
  public synchronized void claim(long epoch) throws StoreException {
    for (var stored : states.values()) refuseEarlier(epoch, stored.epoch());
    refuseEarlier(epoch, progressEpoch);
    states.replaceAll((_, stored) -> new Stored(stored.state(), nextVersion(), epoch));
    progressEpoch = epoch;
  }

  @Override
  public void load(Consumer<Loaded> each) {
    for (var stored : all()) each.accept(new Loaded.State(stored.state(), stored.version()));
  }

  private synchronized List<Stored> all() {
    return List.copyOf(states.values());
  }

  @Override
  public synchronized List<Saved> saveAll(List<StateToSave> all, long epoch) {
    return all.stream().map(one -> save(one, epoch)).toList();
  }

  private Saved save(StateToSave one, long epoch) {
    var known = states.get(one.state().host());
    var expected = known == null ? Version.NEW : known.version();
    if (known == null && !one.read().equals(Version.NEW)) {
      return new Saved.Conflict(Version.NEW, 0);
    }
    if (known != null && (!expected.equals(one.read()) || epoch < known.epoch())) {
      return new Saved.Conflict(known.version(), known.epoch());
    }
    var stored = new Stored(one.state(), nextVersion(), epoch);
    states.put(one.state().host(), stored);
    return new Saved.Stored(stored.version());
  }

  private Version nextVersion() {
    return new Version(++sequence, 1);
  }

  @Override
  public synchronized WatchProgress progress() {
    return progress;
  }

  @Override
  public synchronized void progress(WatchProgress now, long epoch) throws StoreException {
    refuseEarlier(epoch, progressEpoch);
    progress = now;
    progressEpoch = epoch;
  }

  private static void refuseEarlier(long epoch, long stored) throws StoreException {
    if (epoch >= stored) return;
    throw new StoreException(
        "The watch is held under epoch " + stored + "; epoch " + epoch + " is over.");
  }
}
