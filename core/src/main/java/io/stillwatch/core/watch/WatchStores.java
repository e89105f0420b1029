// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.watch;

import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.JobStore;
import io.stillwatch.core.store.SourceStore;

/// The stores that the watch reads from and writes to.
public record WatchStores(
    EvidenceStore evidence,
    SourceStore sources,
    JobStore jobs,
    FindingStore findings,
    AlertStore alerts) {}
