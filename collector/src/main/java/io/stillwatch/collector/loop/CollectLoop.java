// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.LastResort;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.LogSource.Delivery;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.source.SourceException.Permanent;
import io.stillwatch.core.source.SourceException.Retryable;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One step of reading one source: poll, store, move the checkpoint, tell the state.
///
/// The order never changes, so a crash at any point repeats and never loses. A bug in a source must
/// not end its thread: a dead thread would look like a calm source.
final class CollectLoop {
  private static final Logger log = LoggerFactory.getLogger(CollectLoop.class);
  private static final int PATIENCE = 10;

  /// Batches of one step; between steps others may end the source's thread.
  private static final int STRETCH = 64;

  /// What a step came to, and how long to wait before the next one.
  sealed interface Step {
    /// There is more to read at once.
    record More() implements Step {}

    record CaughtUp(Duration pause) implements Step {}

    /// The spool is full enough; it must be drained first.
    record Pressed(Duration pause) implements Step {}

    /// The source could not be read; the next step repeats.
    record Failed(Duration pause) implements Step {}

    /// The store could not be written; the next step repeats.
    record NotStored(StoreException why, Duration pause) implements Step {}
  }

  private final CollectorStores stores;
  private final Spool spool;
  private final SourceStates states;
  private final SourceFindings findings;
  private final IngestCounters counters;
  private final Pace pace;
  private final InstantSource clock;
  private final SplittableRandom random;
  private final Map<SourceId, Backoff> backoffs = new HashMap<>();

  CollectLoop(
      CollectorStores stores, Spool spool, Accounts accounts, Pace pace, InstantSource clock) {
    this.stores = stores;
    this.spool = spool;
    this.states = accounts.states();
    this.findings = accounts.findings();
    this.counters = accounts.counters();
    this.pace = pace;
    this.clock = clock;
    this.random = new SplittableRandom(clock.millis());
  }

  /// What is noted about sources besides their evidence.
  record Accounts(SourceStates states, SourceFindings findings, IngestCounters counters) {}

  @LastResort("a thread that ends would look like a calm source")
  Step step(Watched watched) throws InterruptedException {
    var source = watched.source();
    var backoff = backoff(watched);
    try {
      var step = poll(watched);
      backoff.worked();
      counters.storing(source.id().value(), "");
      return step;
    } catch (SourceException e) {
      counters.storing(source.id().value(), ""); // what it brought before is stored
      return failed(watched, e);
    } catch (StoreException e) {
      var pause = backoff.failed();
      counters.storing(source.id().value(), String.valueOf(e.getMessage()));
      log.atWarn()
          .addKeyValue("source", source.id())
          .addKeyValue("waitMillis", pause.toMillis())
          .setCause(e)
          .log("Not stored; the same batch is read and stored again.");
      return new Step.NotStored(e, pause);
    } catch (RuntimeException bug) {
      if (bug.getCause() instanceof InterruptedException closing) throw closing;
      log.atError()
          .addKeyValue("source", source.id())
          .setCause(bug)
          .log("A bug in a source; it is polled again. Please report it with this stack trace.");
      return noted(watched, "Internal error: " + bug, pause(watched));
    }
  }

  private synchronized Backoff backoff(Watched watched) {
    return backoffs.computeIfAbsent(watched.source().id(), _ -> new Backoff(random.split()));
  }

  private Step poll(Watched watched) throws SourceException, StoreException, InterruptedException {
    return switch (watched.source().delivery()) {
      case DIRECT -> direct(watched);
      case SPOOLED -> spooled(watched);
    };
  }

  /// Only what is stored counts as read.
  private Step direct(Watched watched)
      throws SourceException, StoreException, InterruptedException {
    var source = watched.source();
    try (var ahead =
        new ReadAhead<Batch, Integer>(
            this::append, (batch, pieces) -> stored(watched, batch, pieces), backoff(watched))) {
      var from = spool.checkpoint(source.id());
      for (int batches = 0; batches < STRETCH; batches++) {
        var batch = next(source, from, ahead);
        if (brings(batch, from)) ahead.store(batch);
        from = batch.next();
        if (!batch.caughtUp()) continue;
        ahead.settle();
        return caughtUp(watched, batch, waits(watched));
      }
      ahead.settle();
      return new Step.More();
    }
  }

  /// A source that fails does not take back what it brought before.
  @LastResort("what a source brought before a bug would not be stored")
  private static Batch next(LogSource source, Checkpoint from, ReadAhead<Batch, Integer> ahead)
      throws SourceException, StoreException, InterruptedException {
    try {
      return source.poll(from);
    } catch (SourceException | RuntimeException e) {
      ahead.settle();
      throw e;
    }
  }

  private int append(Batch batch) throws StoreException {
    if (!batch.evidence().isEmpty()) {
      stores.evidence().append(batch.evidence());
      stores.archive().keep(batch.evidence());
    }
    return batch.evidence().size();
  }

  private void stored(Watched watched, Batch batch, int pieces) throws StoreException {
    spool.commit(watched.source().id(), batch.next());
    counters.stored(pieces);
    read(watched, batch);
  }

  private Step spooled(Watched watched)
      throws SourceException, StoreException, InterruptedException {
    if (spool.pressed()) return new Step.Pressed(pace.files());
    var source = watched.source();
    var from = spool.checkpoint(source.id());
    var batch = source.poll(from);
    if (brings(batch, from)) {
      var documents = stores.writer().encode(batch.evidence());
      stores.archive().keep(batch.evidence());
      spool.put(source.id(), documents, batch.next());
      read(watched, batch);
    }
    if (!batch.caughtUp()) return new Step.More();
    return caughtUp(watched, batch, waits(watched));
  }

  /// Whether evidence of the source may be in the spool.
  private boolean waits(Watched watched) throws StoreException {
    return watched.source().delivery() == Delivery.SPOOLED && spool.rows() > 0;
  }

  private static boolean brings(Batch batch, Checkpoint from) {
    return !batch.evidence().isEmpty() || !batch.next().equals(from);
  }

  private void read(Watched watched, Batch batch) throws StoreException {
    var now = clock.instant();
    counters.read(watched.source().id(), batch.evidence(), now);
    states.met(watched, batch.evidence(), now);
  }

  private Step caughtUp(Watched watched, Batch batch, boolean waiting) throws StoreException {
    var id = watched.source().id();
    var now = clock.instant();
    states.complete(watched, batch, now, waiting);
    findings.settled(watched, now);
    if (counters.problem(id, "", now)) {
      log.atInfo().addKeyValue("source", id).log("A source that failed is read again.");
    }
    return new Step.CaughtUp(pause(watched));
  }

  private Step failed(Watched watched, SourceException e) {
    var pause =
        switch (e) {
          case Retryable r -> r.after();
          case Permanent p -> {
            refused(watched.source().id(), watched.host(), p);
            yield pause(watched).multipliedBy(PATIENCE);
          }
        };
    return noted(watched, String.valueOf(e.getMessage()), pause);
  }

  private void refused(SourceId source, io.stillwatch.core.evidence.Host host, Permanent refusal) {
    try {
      findings.report(source, host, refusal, clock.instant());
    } catch (StoreException e) {
      log.atWarn()
          .addKeyValue("source", source)
          .setCause(e)
          .log("A finding could not be stored; the next poll reports it again.");
    }
  }

  private Step noted(Watched watched, String problem, Duration pause) {
    var id = watched.source().id();
    if (counters.problem(
        id, problem, clock.instant())) { // not at each poll: there may be thousands
      log.atWarn().addKeyValue("source", id).addKeyValue("problem", problem).log("A source fails.");
    }
    try {
      states.problem(watched, problem, clock.instant(), waits(watched));
    } catch (StoreException e) {
      return new Step.NotStored(e, pause);
    }
    return new Step.Failed(pause);
  }

  /// The sources that there are now; empty while nobody can tell.
  @LastResort("a thread that ends would look like a calm source")
  Optional<List<Watched>> discover(Discovery discovery) throws InterruptedException {
    try {
      var watched = discovery.watched().stream().map(one -> one.with(discovery.mode())).toList();
      states.solved(discovery, clock.instant());
      findings.solved(discovery.id(), discovery.host(), clock.instant());
      return Optional.of(watched);
    } catch (SourceException e) {
      if (e instanceof Permanent p) refused(discovery.id(), discovery.host(), p);
      undiscovered(discovery, String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      undiscovered(discovery, String.valueOf(e.getMessage()));
    } catch (RuntimeException bug) {
      log.atError()
          .addKeyValue("discovery", discovery.id())
          .setCause(bug)
          .log("A bug in discovery; it is asked again. Please report it with this stack trace.");
      undiscovered(discovery, "Internal error: " + bug);
    }
    return Optional.empty();
  }

  private void undiscovered(Discovery discovery, String problem) {
    counters.problem(discovery.id(), problem, clock.instant());
    log.atWarn()
        .addKeyValue("discovery", discovery.id())
        .addKeyValue("problem", problem)
        .log("Nobody can tell which sources there are; those known are read on.");
    try {
      states.problem(discovery, problem, clock.instant());
    } catch (StoreException e) {
      log.atWarn().setCause(e).log("The state of discovery could not be stored; it is repeated.");
    }
  }

  /// Removes the states of sources that are not current any more, if they were ours.
  @LastResort("a thread that ends would look like a calm source")
  void forget(Set<SourceId> current, Predicate<SourceId> ours) {
    try {
      for (var source : states.remove(current, ours))
        log.atInfo()
            .addKeyValue("source", source)
            .log("Removed the state of a source that is no longer configured.");
    } catch (StoreException e) {
      log.atWarn()
          .setCause(e)
          .log("States of removed sources could not be removed; the next discovery tries again.");
    } catch (RuntimeException bug) {
      log.atError()
          .setCause(bug)
          .log("Removing states of sources failed with a bug; please report this stack trace.");
    }
  }

  private Duration pause(Watched watched) {
    return watched.source().delivery() == Delivery.SPOOLED ? pace.interfaces() : pace.files();
  }
}
