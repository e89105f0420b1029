// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.BulkItemOutcome;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.DocumentWriter;
import java.util.ArrayList;
import java.util.List;

/// Remembers the records that were to be encoded.
final class SeenRecords implements DocumentWriter {
  private final List<LogRecord> records = new ArrayList<>();

  List<LogRecord> records() {
    return records;
  }

  @Override
  public List<Document> encode(List<? extends Evidence> evidence) {
    evidence.forEach(one -> records.add((LogRecord) one));
    return evidence.stream().map(one -> new Document("x", one.id(), new byte[] {'x'})).toList();
  }

  @Override
  public List<BulkItemOutcome> write(List<Document> documents) {
    throw new AssertionError("Nothing is sent here.");
  }
}
