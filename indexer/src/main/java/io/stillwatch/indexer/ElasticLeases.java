// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.store.Lease;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned.Version;
import io.stillwatch.indexer.document.CurrentStateDocuments;
import io.stillwatch.indexer.document.Dates;
import io.stillwatch.indexer.document.Documents;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.search.Searches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// One document for each role, changed only under the version that was read.
///
/// A renewal changes the version of the document. A lease has expired once this process has seen
/// the same version for its time to live, by its own monotonic clock; the stored time of the
/// renewal is for people.
final class ElasticLeases implements LeaseStore {
  private record Observation(Version version, long sinceNanos) {}

  private final CurrentStateDocuments current;
  private final Searches searches;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Map<String, Observation> observed = new HashMap<>();

  ElasticLeases(
      CurrentStateDocuments current,
      Searches searches,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.current = current;
    this.searches = searches;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized Optional<Lease> claim(String role, String owner, Duration timeToLive)
      throws StoreException {
    var found = current.find(IndexNames.LEASES, key(role).id());
    if (found.isEmpty()) return write(new Lease(role, owner, 1), Version.NEW);
    var version = CurrentStateDocuments.version(found.get());
    var stored = lease(found.get());
    if (stored.owner().equals(owner)) return write(stored, version);
    if (!stored.owner().isEmpty() && !expired(role, version, timeToLive)) return Optional.empty();
    return write(new Lease(role, owner, stored.epoch() + 1), version);
  }

  private boolean expired(String role, Version version, Duration timeToLive) {
    long now = nanoTime.getAsLong();
    var known = observed.get(role);
    if (known == null || !known.version().equals(version)) {
      known = new Observation(version, now);
      observed.put(role, known);
    }
    return now - known.sinceNanos() >= timeToLive.toNanos();
  }

  /// Empty if another process was faster.
  private Optional<Lease> write(Lease lease, Version read) throws StoreException {
    return save(lease, read, clock.instant()) ? Optional.of(lease) : Optional.empty();
  }

  private boolean save(Lease lease, Version read, Instant renewedAt) throws StoreException {
    var document = Documents.at(renewedAt);
    Documents.event(document, "state", "process", "lease");
    var own = document.putObject("stillwatch").put("id", lease.role());
    own.put("role", lease.role()).put("owner", lease.owner()).put("epoch", lease.epoch());
    Dates.put(own, "renewed_at", renewedAt);
    var key = key(lease.role());
    return current.saveUnchanged(key.index(), key.id(), document, read);
  }

  private static CurrentStateDocuments.Key key(String role) {
    return CurrentStateDocuments.Key.of(IndexNames.LEASES, role);
  }

  private static Lease lease(JsonNode document) {
    var own = document.path("_source").path("stillwatch");
    return new Lease(
        own.path("role").asText(), own.path("owner").asText(), own.path("epoch").asLong());
  }

  @Override
  public synchronized void release(Lease lease) throws StoreException {
    var found = current.find(IndexNames.LEASES, key(lease.role()).id());
    if (found.isEmpty() || !lease(found.get()).equals(lease)) return;
    var free = new Lease(lease.role(), "", lease.epoch());
    // If it changes in between, another process took it over.
    save(free, CurrentStateDocuments.version(found.get()), clock.instant());
  }

  @Override
  public List<Holder> holders() throws StoreException {
    var holders = new ArrayList<Holder>();
    for (var hit : searches.all(IndexNames.LEASES, Searches.everything(), "stillwatch.id")) {
      var lease = lease(hit);
      if (lease.owner().isEmpty()) continue;
      var renewedAt = hit.path("_source").path("stillwatch").path("renewed_at").asText();
      holders.add(new Holder(lease.role(), lease.owner(), lease.epoch(), Instant.parse(renewedAt)));
    }
    return holders;
  }
}
