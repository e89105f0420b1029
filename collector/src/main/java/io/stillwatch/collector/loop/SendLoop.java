// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.LastResort;
import io.stillwatch.core.source.CollectorState;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits in the spool, the oldest first, for as long as it takes.
final class SendLoop {
  private static final Logger log = LoggerFactory.getLogger(SendLoop.class);
  private static final int ROWS = 5_000;

  /// Batches of one step; after it the states of sources are looked at again.
  private static final int STRETCH = 16;

  private static final long BYTES = 5L << 20;
  private static final Duration IDLE = Duration.ofMillis(250);

  private static final String SPOOL = "spool";

  private final Spool spool;
  private final DocumentWriter writer;
  private final SourceStates states;
  private final IngestCounters counters;
  private final HeldIndices held;
  private final Backoff backoff;

  /// `random` spreads the retries of many collectors over time.
  SendLoop(
      Spool spool,
      DocumentWriter writer,
      SourceStates states,
      IngestCounters counters,
      SplittableRandom random) {
    this.spool = spool;
    this.writer = writer;
    this.states = states;
    this.counters = counters;
    this.held = new HeldIndices(random);
    this.backoff = new Backoff(random.split());
  }

  /// What one batch came to.
  private enum Sent {
    MORE,
    /// The rest waits for indices that take nothing at the moment.
    HELD,
    EMPTY
  }

  /// Sends everything; throws where the index takes nothing more.
  synchronized void drain() throws StoreException, InterruptedException {
    List<CollectorState> states;
    held.clear();
    while (true) {
      states = this.states.held();
      switch (send()) {
        case MORE -> {}
        case HELD -> throw new StoreException(held.problem());
        case EMPTY -> {
          this.states.release(states);
          return;
        }
      }
    }
  }

  /// Sends some batches and tells how long to wait before the next ones.
  @LastResort("a sender that ends would fill the spool")
  Duration step() throws InterruptedException {
    try {
      synchronized (this) {
        var told = states.held();
        var sent = send();
        counters.storing(SPOOL, held.problem());
        if (sent == Sent.MORE) return Duration.ZERO;
        if (sent == Sent.EMPTY) states.release(told);
      }
      backoff.worked();
      return IDLE;
    } catch (StoreException e) {
      var pause = backoff.failed();
      counters.storing(SPOOL, String.valueOf(e.getMessage()));
      log.atWarn()
          .addKeyValue("waitMillis", pause.toMillis())
          .setCause(e)
          .log("The index takes nothing; documents wait in the spool.");
      return pause;
    } catch (RuntimeException bug) {
      log.atError().setCause(bug).log("A bug in the sender; it goes on. Please report it.");
      return backoff.failed();
    }
  }

  private Sent send() throws StoreException, InterruptedException {
    try (var ahead =
        new ReadAhead<List<Spool.Row>, List<BulkItemOutcome>>(this::write, this::settle, backoff)) {
      long last = 0;
      for (int batches = 0; batches < STRETCH; batches++) {
        var waiting = held.now();
        var rows = spool.oldest(last, ROWS, BYTES, waiting);
        if (rows.isEmpty() && batches == 0) return waiting.isEmpty() ? Sent.EMPTY : Sent.HELD;
        if (rows.isEmpty()) break;
        ahead.store(rows);
        last = rows.getLast().sequence();
      }
      ahead.settle();
      return Sent.MORE;
    }
  }

  private void settle(List<Spool.Row> rows, List<BulkItemOutcome> fates) throws StoreException {
    spool.settle(rows, fates);
    counters.settled(fates);
    held.learn(documents(rows), fates);
  }

  private List<BulkItemOutcome> write(List<Spool.Row> rows) throws StoreException {
    var documents = documents(rows);
    var fates = writer.write(documents);
    if (fates.size() == documents.size()) return fates;
    throw new IllegalStateException(documents.size() + " documents, " + fates.size() + " fates");
  }

  private static List<Document> documents(List<Spool.Row> rows) {
    return rows.stream().map(Spool.Row::document).toList();
  }
}
