// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.core.store.LeaseStore;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Who holds which role, as `/readyz` reports it; `self` is the owner by which this process claims
/// its leases.
///
/// `holders` must not wait for a store: it returns what was read last.
public record Roles(String self, Supplier<List<LeaseStore.Holder>> holders) {
  /// A process without roles.
  public static final Roles NONE = new Roles("", List::of);

  /// One role with its holder; an owner that is empty released it.
  public record Holding(String role, String owner, long epoch, boolean heldHere) {}

  List<Holding> now() {
    return holders.get().stream()
        .map(one ->
            new Holding(
                one.role(), one.owner(), one.epoch(), !self.isEmpty() && one.owner().equals(self)))
        .sorted(Comparator.comparing(Holding::role))
        .toList();
  }
}
