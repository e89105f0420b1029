// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Findings as current-state documents; every change also appends an event document.
public interface FindingStore {
  /// The findings of these hosts, whatever their state.
  List<Versioned<Finding>> ofHosts(Collection<Host> hosts) throws StoreException;

  /// Findings that were accepted, or called false positives, until a time that is over.
  List<Versioned<Finding>> expired(Instant now) throws StoreException;

  /// One page of the findings that match, by id.
  Page page(FindingFilter filter, String after, int size) throws StoreException;

  Optional<Versioned<Finding>> find(String id) throws StoreException;

  /// Throws [StoreException] if the finding was changed since it was read.
  void save(Finding finding, Versioned.Version read) throws StoreException;

  /// Which findings are wanted; empty parts match all.
  record FindingFilter(Optional<FindingLifecycle.Status> status, String rule, String host) {
    public static final FindingFilter ALL = new FindingFilter(Optional.empty(), "", "");
  }

  /// A page, and where the next one begins; empty after the last one. [#START] is the first.
  record Page(List<Versioned<Finding>> findings, String next) {
    public static final String START = "";

    public Page {
      findings = List.copyOf(findings);
    }
  }
}
