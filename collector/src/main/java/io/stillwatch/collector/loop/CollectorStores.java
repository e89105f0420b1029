// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.SourceStore;

/// Where the collector puts things: evidence straight away, documents by way of the spool, the
/// states of sources, and findings about sources that it may not read.
public record CollectorStores(
    EvidenceStore evidence, DocumentWriter writer, SourceStore sources, FindingStore findings) {}
