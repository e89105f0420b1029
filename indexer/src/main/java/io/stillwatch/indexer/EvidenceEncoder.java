// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Evidence as ECS documents that [EvidenceDecoder] turns back into the same evidence.
final class EvidenceEncoder {
  private final InstantSource clock;
  private final IndexPeriod period;

  EvidenceEncoder(InstantSource clock, IndexPeriod period) {
    this.clock = clock;
    this.period = period;
  }

  List<Document> encode(List<? extends Evidence> evidence) {
    try (var json = new EvidenceJson(new IndexNamer(period), clock.instant())) {
      var documents = new ArrayList<Document>(evidence.size());
      for (var one : evidence) documents.add(fitting(one, json));
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  /// A line that makes too large a document is cut until it fits, and says so.
  private static Document fitting(Evidence evidence, EvidenceJson json) throws IOException {
    var document = json.document(evidence);
    while (evidence instanceof LogRecord line
        && document.json().length > BulkWriter.LARGEST_DOCUMENT
        && !line.line().text().isEmpty()) {
      evidence = shortened(line);
      document = json.document(evidence);
    }
    return document;
  }

  private static LogRecord shortened(LogRecord line) {
    var text = line.line().text();
    var flags = new ArrayList<>(line.line().flags());
    if (!flags.contains(EvidenceJson.TRUNCATED)) flags.add(EvidenceJson.TRUNCATED);
    return new LogRecord(
        line.id(),
        line.source(),
        line.dataset(),
        line.host(),
        line.at(),
        line.position(),
        new Line(text.substring(0, text.length() * 3 / 4), flags, line.line().fields()),
        line.event());
  }
}
