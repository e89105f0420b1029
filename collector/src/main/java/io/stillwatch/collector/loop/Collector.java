// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import static java.util.concurrent.Executors.newThreadPerTaskExecutor;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.loop.CollectLoop.Step;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads every source and stores what it brings: round by round on a virtual clock, or for ever,
/// each source on its own virtual thread.
public final class Collector implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Collector.class);

  private final List<Discovery> discoveries;
  private final Spool spool;
  private final IngestCounters counters = new IngestCounters();
  private final SourceStates states;
  private final CollectLoop collect;
  private final SendLoop send;
  private final Pace pace;
  private final InstantSource clock;
  private final Map<SourceId, List<Watched>> found = new HashMap<>();
  private final Set<SourceId> everFound = new HashSet<>();
  private final Set<SourceId> released = new HashSet<>();
  private final ExecutorService threads =
      newThreadPerTaskExecutor(Thread.ofVirtual().name("collect-", 0).factory());

  public Collector(
      List<Discovery> discoveries,
      CollectorStores stores,
      Spool spool,
      Pace pace,
      InstantSource clock)
      throws StoreException {
    this.discoveries = List.copyOf(discoveries);
    this.spool = spool;
    this.pace = pace;
    this.clock = clock;
    this.states = new SourceStates(stores.sources(), spool.id());
    var accounts =
        new CollectLoop.Accounts(states, new SourceFindings(stores.findings()), counters);
    this.collect = new CollectLoop(stores, spool, accounts, pace, clock);
    var random = new SplittableRandom(clock.millis());
    this.send = new SendLoop(spool, stores.writer(), states, counters, random);
  }

  /// Polls every source until it has caught up or failed, and returns once all that was read is
  /// stored.
  ///
  /// Throws where it cannot be stored; then nothing is lost, and the next round goes on.
  public void round() throws StoreException, InterruptedException {
    var tasks = new ArrayList<Callable<Step>>();
    for (var watched : discover().values()) tasks.add(() -> catchUp(watched));
    var ends = threads.invokeAll(tasks);
    try {
      send.drain();
    } finally {
      states.save(clock.instant());
    }
    for (var end : ends) {
      if (ended(end) instanceof Step.NotStored(var why, _)) throw why;
    }
  }

  private static Step ended(Future<Step> end) throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupted) throw interrupted;
      throw new IllegalStateException("A step ended with an exception.", e.getCause());
    }
  }

  private Step catchUp(Watched watched) throws InterruptedException {
    while (true) {
      var step = collect.step(watched);
      switch (step) {
        case Step.More _ -> {} // at once
        case Step.Pressed(var pause) -> {
          try {
            send.drain();
          } catch (StoreException e) {
            return new Step.NotStored(e, pause);
          }
        }
        case Step.CaughtUp _, Step.Failed _, Step.NotStored _ -> {
          return step;
        }
      }
    }
  }

  /// The sources by id; a discovery that fails keeps those it knew.
  private synchronized Map<SourceId, Watched> discover() throws InterruptedException {
    var all = new LinkedHashMap<SourceId, Watched>();
    for (var discovery : discoveries) {
      if (!discovery.active()) {
        release(discovery);
        continue;
      }
      if (!found.containsKey(discovery.id())) states.reload();
      collect.discover(discovery).ifPresent(watched -> found.put(discovery.id(), watched));
      for (var watched : found.getOrDefault(discovery.id(), List.of()))
        all.put(watched.source().id(), watched);
    }
    everFound.addAll(all.keySet());
    released.removeAll(all.keySet());
    forget(all.keySet());
    return all;
  }

  /// Another process reads these sources from now on: their states are its own.
  private void release(Discovery discovery) {
    var known = found.remove(discovery.id());
    if (known != null) known.forEach(watched -> released.add(watched.source().id()));
  }

  /// Until every discovery has succeeded once, the source of a state from before the restart may be
  /// one that is yet to be found. A collector to which everything is pushed does not know what is
  /// configured, so it removes nothing.
  private void forget(Set<SourceId> current) {
    if (discoveries.stream().allMatch(one -> one.mode() == CollectionMode.PUSHED)) return;
    var kept = new HashSet<>(current);
    kept.addAll(released);
    for (var discovery : discoveries) kept.add(discovery.id());
    boolean allKnown = discoveries.stream().allMatch(one -> found.containsKey(one.id()));
    collect.forget(kept, source -> allKnown || everFound.contains(source));
  }

  /// Begins to read for ever.
  public void start() {
    threads.execute(() -> forever(send::step));
    threads.execute(() -> forever(this::tell));
    var running = new HashMap<SourceId, Future<?>>();
    threads.execute(() -> forever(() -> follow(running)));
  }

  /// Starts the threads of new sources and ends those of sources that are gone.
  private Duration follow(Map<SourceId, Future<?>> running) throws InterruptedException {
    var now = discover();
    running
        .entrySet()
        .removeIf(one -> !now.containsKey(one.getKey()) && ended(one.getKey(), one.getValue()));
    now.forEach((id, watched) ->
        running.computeIfAbsent(id, _ -> threads.submit(() -> forever(() -> pauseAfter(watched)))));
    return pace.discovery();
  }

  private boolean ended(SourceId source, Future<?> thread) {
    counters.storing(source.value(), "");
    return thread.cancel(true);
  }

  /// Stores the states that changed; what cannot be stored now goes with the next turn.
  private Duration tell() {
    try {
      states.save(clock.instant());
    } catch (StoreException e) {
      log.atWarn().setCause(e).log("How far sources are read was not stored; the next turn does.");
    }
    return pace.states();
  }

  private Duration pauseAfter(Watched watched) throws InterruptedException {
    return switch (collect.step(watched)) {
      case Step.More _ -> Duration.ZERO;
      case Step.CaughtUp(var pause) -> pause;
      case Step.Pressed(var pause) -> pause;
      case Step.Failed(var pause) -> pause;
      case Step.NotStored(_, var pause) -> pause;
    };
  }

  private interface Turn {
    Duration take() throws InterruptedException;
  }

  private static void forever(Turn turn) {
    try {
      while (!Thread.currentThread().isInterrupted()) Thread.sleep(turn.take());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  public CollectorMetrics metrics() throws StoreException {
    return counters.metrics(new CollectorMetrics.Waiting(spool.rows(), spool.deadLetterCount()));
  }

  /// Ends all threads; the spool stays open, for it belongs to whoever opened it.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
