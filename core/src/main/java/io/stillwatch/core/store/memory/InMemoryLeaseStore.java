// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.store.Lease;
import io.stillwatch.core.store.LeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Leases of several owners within one process.
final class InMemoryLeaseStore implements LeaseStore {
  private final InstantSource clock;
  private final Map<String, Holder> holders = new HashMap<>();

  InMemoryLeaseStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Lease> claim(String role, String owner, Duration timeToLive) {
    var now = clock.instant();
    var held = holders.get(role);
    boolean own = held != null && held.owner().equals(owner);
    boolean free = held == null || !held.renewedAt().plus(timeToLive).isAfter(now);
    if (!own && !free) return Optional.empty();
    long epoch = held == null ? 1 : own ? held.epoch() : held.epoch() + 1;
    holders.put(role, new Holder(role, owner, epoch, now));
    return Optional.of(new Lease(role, owner, epoch));
  }

  @Override
  public synchronized void release(Lease lease) {
    var held = holders.get(lease.role());
    if (held == null || !held.owner().equals(lease.owner())) return;
    holders.put(lease.role(), new Holder(lease.role(), "", held.epoch(), Instant.EPOCH));
  }

  @Override
  public synchronized List<Holder> holders() {
    return holders.values().stream().filter(holder -> !holder.owner().isEmpty()).toList();
  }
}
