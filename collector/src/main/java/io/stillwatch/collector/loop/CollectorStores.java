// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.loop;

import io.stillwatch.collector.RawArchive;
import io.stillwatch.core.store.DocumentWriter;
import io.stillwatch.core.store.EvidenceStore;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.SourceStore;

/// Where the collector puts things: evidence straight away, documents by way of the spool, the
/// states of sources, findings about sources that it may not read, and a copy of raw lines.
public record CollectorStores(
    EvidenceStore evidence,
    DocumentWriter writer,
    SourceStore sources,
    FindingStore findings,
    RawArchive archive) {
  /// Without an archive.
  public CollectorStores(
      EvidenceStore evidence, DocumentWriter writer, SourceStore sources, FindingStore findings) {
    this(evidence, writer, sources, findings, RawArchive.NONE);
  }
}
