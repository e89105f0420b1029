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
  private static final int ROOM = 1_024; // most lines with their action need two thirds of it

  private static final String TRUNCATED = "truncated";

  private final InstantSource clock;
  private final IndexPeriod period;
  private final RequestArrays arrays = new RequestArrays();

  EvidenceEncoder(InstantSource clock, IndexPeriod period) {
    this.clock = clock;
    this.period = period;
  }

  List<Document> encode(List<? extends Evidence> evidence) {
    var documents = new DocumentList(evidence.size());
    write(evidence, documents);
    return documents.documents();
  }

  /// The documents where they are sent from, for millions pass by.
  List<BulkRequest> requests(List<? extends Evidence> evidence) {
    var requests = new BulkRequests(evidence.size() * ROOM, arrays);
    write(evidence, requests);
    return requests.all();
  }

  private void write(List<? extends Evidence> evidence, DocumentSink documents) {
    try (var json = new EvidenceJson(documents, new IndexNamer(period), clock.instant())) {
      for (var one : evidence) write(one, json, documents);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  /// A line that makes too large a document is cut until it fits, and says so.
  private static void write(Evidence evidence, EvidenceJson json, DocumentSink documents)
      throws IOException {
    json.write(evidence);
    while (evidence instanceof LogRecord line
        && documents.written() > BulkRequest.LARGEST_DOCUMENT
        && !line.line().text().isEmpty()) {
      evidence = shortened(line);
      json.write(evidence);
    }
    documents.end();
  }

  private static LogRecord shortened(LogRecord line) {
    var text = line.line().text();
    var flags = new ArrayList<>(line.line().flags());
    if (!flags.contains(TRUNCATED)) flags.add(TRUNCATED);
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
