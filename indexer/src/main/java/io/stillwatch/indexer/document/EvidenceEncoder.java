// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Line;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.store.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/// Encodes evidence as ECS documents that [EvidenceDecoder] turns back into the same evidence.
public final class EvidenceEncoder {
  private final InstantSource clock;
  private final IndexPeriod period;

  public EvidenceEncoder(InstantSource clock, IndexPeriod period) {
    this.clock = clock;
    this.period = period;
  }

  public List<Document> encode(List<? extends Evidence> evidence) {
    var documents = new DocumentList(evidence.size());
    write(evidence, documents);
    return documents.documents();
  }

  public void write(List<? extends Evidence> evidence, DocumentSink documents) {
    var now = clock.instant();
    try (var json = new EvidenceJson(documents, new IndexNamer(period, now), now)) {
      for (var one : evidence) write(one, json, documents);
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
  }

  private static void write(Evidence evidence, EvidenceJson json, DocumentSink documents)
      throws IOException {
    json.write(evidence);
    if (evidence instanceof LogRecord line) cut(line, json, documents);
    documents.end();
  }

  /// Truncates and flags a line whose document is too large. Its bytes are kept next to the
  /// remaining text, because control characters need six times their size as JSON text.
  private static void cut(LogRecord whole, EvidenceJson json, DocumentSink documents)
      throws IOException {
    if (documents.written() <= DocumentSink.LARGEST_DOCUMENT) return;
    var line = withBytes(whole.line());
    while (documents.written() > DocumentSink.LARGEST_DOCUMENT && !isEmpty(line)) {
      line = smaller(line, whole.line());
      json.write(whole.withLine(line));
    }
  }

  private static Line withBytes(Line line) {
    if (!line.original().isEmpty()) return line;
    var bytes = Base64.getEncoder().encodeToString(line.text().getBytes(StandardCharsets.UTF_8));
    return new Line(line.text(), line.flags(), line.fields(), bytes);
  }

  private static boolean isEmpty(Line line) {
    return line.text().isEmpty() && line.original().isEmpty();
  }

  /// Shortens the text first. If the bytes do not fit even without any text, they are dropped and
  /// the text is truncated instead.
  private static Line smaller(Line line, Line whole) {
    var text = line.text();
    var flags = line.flagged(Line.TRUNCATED).flags();
    return text.isEmpty()
        ? new Line(whole.text(), flags, whole.fields())
        : new Line(text.substring(0, text.length() * 3 / 4), flags, line.fields(), line.original());
  }
}
