// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.collector.Discovery;
import io.stillwatch.collector.Watched;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.source.Batch;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.source.CollectionMode;
import io.stillwatch.core.source.LogSource;
import io.stillwatch.core.source.SourceException;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The named steps of the two ways in, seen from outside at the ports.
///
/// At one of them the carrier says so and stands still, so that it can be killed exactly there.
final class Steps {
  static final String READ = "read";
  static final String NORMALISED = "normalised";
  static final String COMMITTED = "committed";
  static final String SENDING = "sending";
  static final String SENT = "sent";
  static final String APPENDING = "appending";
  static final String APPENDED = "appended";

  private final String haltAt;
  private final AtomicInteger left;
  private final PrintStream out;

  Steps(String haltAt, int times, PrintStream out) {
    this.haltAt = haltAt;
    this.left = new AtomicInteger(times);
    this.out = out;
  }

  void reached(String step) {
    if (!step.equals(haltAt) || left.decrementAndGet() != 0) return;
    out.println("at " + step);
    while (true) java.util.concurrent.locks.LockSupport.park(); // until the signal comes
  }

  Discovery of(Discovery discovery) {
    return new Discovery() {
      @Override
      public SourceId id() {
        return discovery.id();
      }

      @Override
      public Host host() {
        return discovery.host();
      }

      @Override
      public CollectionMode mode() {
        return discovery.mode();
      }

      @Override
      public List<Watched> watched() throws SourceException, InterruptedException {
        return discovery.watched().stream()
            .map(one -> new Watched(of(one.source()), one.host(), one.reports(), one.mode()))
            .toList();
      }
    };
  }

  private LogSource of(LogSource source) {
    return new LogSource() {
      @Override
      public SourceId id() {
        return source.id();
      }

      @Override
      public Delivery delivery() {
        return source.delivery();
      }

      @Override
      public Batch poll(Checkpoint from) throws SourceException, InterruptedException {
        var batch = source.poll(from);
        if (!batch.evidence().isEmpty()) reached(READ);
        return batch;
      }
    };
  }

  DocumentWriter of(DocumentWriter writer) {
    return new DocumentWriter() {
      @Override
      public List<Document> encode(List<? extends Evidence> evidence) {
        var documents = writer.encode(evidence);
        reached(NORMALISED);
        return documents;
      }

      @Override
      public List<BulkItemOutcome> write(List<Document> documents) throws StoreException {
        reached(SENDING);
        var fates = writer.write(documents);
        reached(SENT);
        return fates;
      }
    };
  }

  EvidenceStore of(EvidenceStore store) {
    return new EvidenceStore() {
      @Override
      public void append(List<Evidence> evidence) throws StoreException {
        reached(APPENDING);
        store.append(evidence);
        reached(APPENDED);
      }

      @Override
      public Page readAfter(String from) throws StoreException {
        return store.readAfter(from);
      }

      @Override
      public Page readOf(Host host, String from, String until) throws StoreException {
        return store.readOf(host, from, until);
      }

      @Override
      public Optional<Instant> newestConfiguration(Host host) throws StoreException {
        return store.newestConfiguration(host);
      }

      @Override
      public Optional<HostConfig> configuration(String id) throws StoreException {
        return store.configuration(id);
      }

      @Override
      public PatternHistory patterns(PatternHistory.Question question) throws StoreException {
        return store.patterns(question);
      }

      @Override
      public List<LogRecord> lines(Host host, Interval range, Order order, int most)
          throws StoreException {
        return store.lines(host, range, order, most);
      }
    };
  }
}
