// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class InMemoryFindingStore implements FindingStore {
  private final VersionedMap<Finding> findings = new VersionedMap<>();

  @Override
  public List<Versioned<Finding>> ofHosts(Collection<Host> hosts) {
    return findings.all().stream()
        .filter(finding -> hosts.contains(finding.value().place().host()))
        .toList();
  }

  @Override
  public List<Versioned<Finding>> expired(Instant now) {
    return findings.all().stream().filter(one -> one.value().life().expired(now)).toList();
  }

  @Override
  public Page page(FindingFilter filter, String after, int size) {
    var matching =
        findings.all().stream()
            .filter(one -> matches(filter, one.value()))
            .sorted(Comparator.comparing(one -> one.value().id()))
            .toList();
    var slice = Pages.of(matching, after, size);
    return new Page(slice.rows(), slice.next());
  }

  private static boolean matches(FindingFilter filter, Finding finding) {
    return (filter.status().isEmpty() || filter.status().get() == finding.life().status())
        && (filter.rule().isEmpty() || filter.rule().equals(finding.rule()))
        && (filter.host().isEmpty() || filter.host().equals(finding.place().host().name()));
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
