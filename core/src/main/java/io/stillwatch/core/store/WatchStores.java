// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.store;

/// The stores that the watch reads from and writes to.
public record WatchStores(
    EvidenceStore evidence,
    SourceStore sources,
    FindingStore findings,
    WatchStateStore states,
    LabelStore labels,
    Outcomes outcomes) {
  /// The same with other evidence.
  public WatchStores with(EvidenceStore other) {
    return new WatchStores(other, sources, findings, states, labels, outcomes);
  }
}
