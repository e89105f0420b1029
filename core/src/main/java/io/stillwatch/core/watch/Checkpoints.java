// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.state.HostState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.WatchStateStore;
import io.stillwatch.core.store.WatchStateStore.Saved;
import io.stillwatch.core.store.WatchStateStore.StateToSave;
import io.stillwatch.core.store.WatchStateStore.WatchProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Saves the states of the hosts every few minutes, and up to where all of them hold the evidence:
/// a restart reads on from there.
final class Checkpoints {
  private final WatchStateStore states;
  private final Hosts hosts;
  private final Tenure tenure;
  private final Duration every;
  private Sweep sweep = new Sweep("", 0, Instant.MIN);
  private WatchProgress stored = WatchProgress.NONE;

  Checkpoints(WatchStateStore states, Hosts hosts, Tenure tenure, Duration every) {
    this.states = states;
    this.hosts = hosts;
    this.tenure = tenure;
    this.every = every;
  }

  /// One round of saving all states: they hold the evidence up to `cursor` once it is over.
  private record Sweep(String cursor, long number, Instant startedAt) {}

  /// Goes on from what is stored; the states are loaded already.
  void resume(WatchProgress progress, Instant now) {
    stored = progress;
    sweep = new Sweep(progress.cursor(), Math.max(1, highest(hosts.states())), now);
  }

  private static long highest(Collection<HostState> states) {
    return states.stream().mapToLong(state -> state.position().number()).max().orElse(0);
  }

  /// The number under which states note what they take in now.
  long number() {
    return sweep.number();
  }

  /// Up to where every stored state holds the evidence.
  String storedCursor() {
    return stored.cursor();
  }

  /// Saves the states that changed some minutes ago, and, once all of a sweep are saved, how far
  /// they hold the evidence. `cursor` is up to where all of them hold it in memory.
  ///
  /// If processes take over from each other before one of them finishes a sweep, none would ever
  /// finish one, and each would fold a longer stretch again. So a checkpoint that is overdue is
  /// made at once.
  void save(String cursor, Instant now) throws StoreException {
    boolean overdue = stored.judgedUntil().plus(every.multipliedBy(2)).isBefore(now);
    var changedBefore = overdue ? Instant.MAX : now.minus(every);
    var due = new ArrayList<StateToSave>();
    for (var state : hosts.unsaved(changedBefore)) {
      due.add(new StateToSave(state, hosts.version(state.host())));
    }
    var stale = saveAll(due, now);
    if (!saveAll(stale, now).isEmpty()) {
      throw new StoreException("States change while they are saved; they are saved again later.");
    }
    if (overdue) sweep = new Sweep(cursor, sweep.number(), Instant.MIN);
    if (!hosts.unsaved(sweep.startedAt()).isEmpty()) return;
    if (now.isBefore(sweep.startedAt().plus(every))) return;
    finish(cursor, now);
  }

  private void finish(String cursor, Instant now) throws StoreException {
    // While the stored cursor does not move, a restart reads from there: states must not forget
    // what they took in since.
    boolean moves = !sweep.cursor().equals(stored.cursor());
    var progress = new WatchProgress(sweep.cursor(), now);
    states.progress(progress, tenure.epoch());
    stored = progress;
    sweep = new Sweep(cursor, moves ? sweep.number() + 1 : sweep.number(), now);
  }

  /// Returns the states to save again under the version that is stored. A document that this or an
  /// earlier holder wrote may be replaced: a save of ours whose response was lost, a save of the
  /// earlier holder of a host that it found after our claim, a state that could not be read.
  private List<StateToSave> saveAll(List<StateToSave> due, Instant now) throws StoreException {
    if (due.isEmpty()) return due;
    long held = tenure.epoch();
    var again = new ArrayList<StateToSave>();
    var problems = new ArrayList<String>();
    var saved = states.saveAll(due, held);
    for (int i = 0; i < due.size(); i++) {
      var state = due.get(i).state();
      switch (saved.get(i)) {
        case Saved.Stored(var version) -> hosts.saved(state, version, now);
        case Saved.Conflict(var newest, long by) when by <= held ->
            again.add(new StateToSave(state, newest));
        case Saved.Conflict(_, long by) ->
            problems.add(state.host().name() + ": epoch " + held + " is over, " + by + " holds it");
        case Saved.Failed(var why) -> problems.add(state.host().name() + ": " + why);
      }
    }
    if (problems.isEmpty()) return again;
    throw new StoreException(
        problems.size()
            + " of "
            + due.size()
            + " states were not saved; they are saved again later. "
            + problems.getFirst());
  }
}
