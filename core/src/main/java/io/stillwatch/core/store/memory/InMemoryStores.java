// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store.memory;

import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.Gaps;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.SourceStore;

/// All stores of one run, empty at the start and gone at the end.
public record InMemoryStores(
    EvidenceStore evidence,
    Gaps gaps,
    SourceStore sources,
    JobStore jobs,
    FindingStore findings,
    AlertStore alerts) {
  public static InMemoryStores empty() {
    var evidence = new InMemoryEvidenceStore();
    return new InMemoryStores(
        evidence,
        evidence,
        new InMemorySourceStore(),
        new InMemoryJobStore(),
        new InMemoryFindingStore(),
        new InMemoryAlertStore());
  }
}
