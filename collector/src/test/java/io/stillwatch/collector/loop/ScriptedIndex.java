// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.pattern.PatternHistory;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An index that counts what it gets, and that refuses or goes away when it is told to.
final class ScriptedIndex implements DocumentWriter, EvidenceStore {
  private final Set<String> ids = new LinkedHashSet<>();
  private final List<String> deliveries = new ArrayList<>();
  private int requests;
  private boolean away;
  private boolean busy;
  private String poison = "";

  synchronized void away(boolean gone) {
    away = gone;
  }

  synchronized void busy(boolean now) {
    busy = now;
  }

  synchronized void refuses(String id) {
    poison = id;
  }

  synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  synchronized int deliveries() {
    return deliveries.size();
  }

  synchronized int requests() {
    return requests;
  }

  @Override
  public List<Document> encode(List<? extends Evidence> evidence) {
    return evidence.stream().map(ScriptedIndex::encode).toList();
  }

  private static Document encode(Evidence evidence) {
    return new Document("logs", evidence.id(), evidence.id().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized List<BulkItemOutcome> write(List<Document> documents) throws StoreException {
    requests++;
    if (away) throw new StoreException("connection refused");
    return documents.stream().map(this::write).toList();
  }

  private BulkItemOutcome write(Document document) {
    if (busy) return new BulkItemOutcome(BulkItemOutcome.Kind.RETRY, "429");
    if (document.id().equals(poison))
      return new BulkItemOutcome(BulkItemOutcome.Kind.REJECTED, "mapping conflict");
    deliveries.add(document.id());
    return ids.add(document.id())
        ? new BulkItemOutcome(BulkItemOutcome.Kind.STORED, "")
        : new BulkItemOutcome(BulkItemOutcome.Kind.DUPLICATE, "");
  }

  @Override
  public synchronized void append(List<Evidence> evidence) throws StoreException {
    requests++;
    if (away) throw new StoreException("connection refused");
    evidence.forEach(one -> write(encode(one)));
  }

  @Override
  public PatternHistory patterns(PatternHistory.Question question) {
    return PatternHistory.NONE;
  }

  @Override
  public List<LogRecord> lines(Host host, Interval range, Order order, int most) {
    return List.of();
  }

  @Override
  public Optional<Instant> newestConfiguration(Host host) {
    return Optional.empty();
  }

  @Override
  public Optional<HostConfig> configuration(String id) {
    return Optional.empty();
  }

  @Override
  public Page readAfter(String from) {
    return new Page(List.of(), from);
  }

  @Override
  public Page readOf(Host host, String from, String until) {
    return new Page(List.of(), until);
  }
}
