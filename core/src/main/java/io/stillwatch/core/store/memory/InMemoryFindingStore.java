// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.util.List;
import java.util.Optional;

final class InMemoryFindingStore implements FindingStore {
  private final VersionedMap<Finding> findings = new VersionedMap<>();

  @Override
  public List<Versioned<Finding>> all() {
    return findings.all();
  }

  @Override
  public Optional<Versioned<Finding>> find(String id) {
    return findings.find(id);
  }

  @Override
  public void save(Finding finding, Versioned.Version read) throws StoreException {
    findings.save(finding.id(), finding, read);
  }
}
