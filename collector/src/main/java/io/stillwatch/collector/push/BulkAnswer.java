// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// What Elasticsearch would answer to a bulk request, item by item.
final class BulkAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private BulkAnswer() {}

  static byte[] of(List<BulkItem> items) {
    var out = new ByteArrayOutputStream(items.size() * 160);
    try (var json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("took", 1);
      json.writeBooleanField("errors", items.stream().anyMatch(BulkItem::refused));
      json.writeArrayFieldStart("items");
      for (var item : items) write(json, item);
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, BulkItem item) throws IOException {
    var target = item.target();
    json.writeStartObject();
    json.writeObjectFieldStart(target.operation());
    json.writeStringField("_index", target.index());
    var given = target.id();
    json.writeStringField(
        "_id", given.isEmpty() && !item.refused() ? item.records().getFirst().id() : given);
    json.writeNumberField("status", item.refused() ? 400 : 201);
    if (item.refused()) {
      json.writeObjectFieldStart("error");
      json.writeStringField("type", item.problem().type());
      json.writeStringField("reason", item.problem().reason());
      json.writeEndObject();
    } else {
      json.writeStringField("result", "created");
      json.writeNumberField("_version", 1);
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
