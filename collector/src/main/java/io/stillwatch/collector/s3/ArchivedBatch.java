// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.Evidence;
import io.stillwatch.core.evidence.Gap;
import io.stillwatch.core.evidence.LogRecord;
import io.stillwatch.core.evidence.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// The lines and gaps of one batch as one member of a gzip file, and what the index tells of them.
///
/// A gzip file may hold many members one after the other, so each batch can be taken out of its
/// object by a range of bytes.
final class ArchivedBatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] packed;
  private final ObjectNode index;

  private ArchivedBatch(byte[] packed, ObjectNode index) {
    this.packed = packed;
    this.index = index;
  }

  byte[] packed() {
    return packed;
  }

  ObjectNode index() {
    return index;
  }

  /// What one content of one file brought.
  private record Part(String source, String host, String path, String generation) {}

  /// Empty where the batch has neither lines nor gaps.
  static Optional<ArchivedBatch> of(List<? extends Evidence> batch) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var parts = new LinkedHashMap<Part, ObjectNode>();
    try (var packer = new GZIPOutputStream(bytes)) {
      for (var one : batch) {
        var line = line(one, parts);
        if (line.isEmpty()) continue;
        packer.write(line.toString().getBytes(StandardCharsets.UTF_8));
        packer.write('\n');
      }
    }
    if (parts.isEmpty()) return Optional.empty();
    var index = JSON.createObjectNode();
    var list = index.putArray("parts");
    parts.values().forEach(list::add);
    return Optional.of(new ArchivedBatch(bytes.toByteArray(), index));
  }

  private static ObjectNode line(Evidence one, Map<Part, ObjectNode> parts) {
    var node = JSON.createObjectNode();
    switch (one) {
      case LogRecord record -> {
        describe(node, record.host().name(), record.at(), record.position());
        node.put("text", record.line().text());
        var original = record.line().original();
        if (!original.isEmpty()) node.put("original_b64", original);
        count(parts, record.source().value(), record, record.position());
      }
      case Gap gap -> {
        describe(node, gap.host().name(), gap.at(), gap.position());
        node.put("gap", gap.bytes()).put("why", gap.why());
        count(parts, gap.source().value(), gap, gap.position());
      }
      default -> {} // listings and configurations are no logs
    }
    return node;
  }

  private static void describe(ObjectNode node, String host, Instant at, Position position) {
    node.put("@timestamp", at.toString()).put("host", host).put("path", position.path());
    node.put("generation", position.generation()).put("offset", position.offset());
  }

  private static void count(
      Map<Part, ObjectNode> parts, String source, Evidence one, Position position) {
    var part = new Part(source, one.host().name(), position.path(), position.generation());
    var at = one.at().toString();
    var known =
        parts.computeIfAbsent(
            part,
            _ ->
                JSON.createObjectNode()
                    .put("source", part.source())
                    .put("host", part.host())
                    .put("path", part.path())
                    .put("generation", part.generation())
                    .put("first_offset", position.offset())
                    .put("from", at)
                    .put("until", at)
                    .put("lines", 0));
    known.put("last_offset", position.offset());
    known.put("lines", known.path("lines").asInt() + 1);
    if (at.compareTo(known.path("from").asText()) < 0) known.put("from", at);
    if (at.compareTo(known.path("until").asText()) > 0) known.put("until", at);
  }
}
