// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.LabelStore;
import io.stillwatch.core.store.Outcomes;
import io.stillwatch.core.store.SourceStore;
import io.stillwatch.core.store.WatchStateStore;

/// The stores that the watch reads from and writes to.
public record WatchStores(
    EvidenceStore evidence,
    SourceStore sources,
    FindingStore findings,
    WatchStateStore states,
    LabelStore labels,
    Outcomes outcomes) {}
