// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.client.Unrefreshed;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Documents that hold a current state and are replaced as a whole, by id, with or without a check
/// of the version.
public record CurrentStateDocuments(ElasticClient client, Unrefreshed unrefreshed) {
  private static final int PER_REQUEST = 2_000;

  /// Replaces the document if it still has the version that was read; a concurrent change is an
  /// error.
  public void save(String index, String id, ObjectNode document, Versioned.Version read)
      throws StoreException {
    var line = Json.object();
    boolean isNew = read.equals(Versioned.Version.NEW);
    var action = line.putObject(isNew ? "create" : "index").put("_index", index).put("_id", id);
    if (!isNew) action.put("if_seq_no", read.sequence()).put("if_primary_term", read.term());
    var item = bulk(List.of(line, document)).path(0).elements().next();
    if (item.path("status").asInt() == 409) {
      throw new StoreException(
          index + "/" + id + " was changed concurrently since it was read; read it again.");
    }
    fail(item, index + "/" + id);
    unrefreshed.add(index);
  }

  /// Writes documents, overwriting existing ones with the same ids.
  public void put(Map<Key, ObjectNode> documents) throws StoreException {
    var lines = new ArrayList<JsonNode>();
    for (var entry : documents.entrySet()) {
      var line = Json.object();
      line.putObject("index").put("_index", entry.getKey().index()).put("_id", entry.getKey().id());
      lines.add(line);
      lines.add(entry.getValue());
      if (lines.size() >= 2 * PER_REQUEST) flush(lines);
    }
    flush(lines);
    documents.keySet().forEach(key -> unrefreshed.add(key.index()));
  }

  /// Deletes documents; one that is not there is not an error.
  public void delete(Collection<Key> keys) throws StoreException {
    var lines = new ArrayList<JsonNode>();
    for (var key : keys) {
      var line = Json.object();
      line.putObject("delete").put("_index", key.index()).put("_id", key.id());
      lines.add(line);
    }
    if (lines.isEmpty()) return;
    for (var item : bulk(lines)) {
      var outcome = item.elements().next();
      if (outcome.path("status").asInt() != 404) fail(outcome, "a deletion");
    }
    keys.forEach(key -> unrefreshed.add(key.index()));
  }

  public void put(String index, String id, ObjectNode document) throws StoreException {
    var one = new LinkedHashMap<Key, ObjectNode>();
    one.put(new Key(index, id), document);
    put(one);
  }

  private void flush(List<JsonNode> lines) throws StoreException {
    if (lines.isEmpty()) return;
    for (var item : bulk(lines)) fail(item.elements().next(), "a document");
    lines.clear();
  }

  private JsonNode bulk(List<JsonNode> lines) throws StoreException {
    var body = new ByteArrayOutputStream();
    for (var line : lines) {
      body.writeBytes(Json.bytes(Text.wellFormed(line)));
      body.write('\n');
    }
    var reply = client.bulk(body.toByteArray(), 0, body.size());
    if (!reply.ok()) throw client.refused("a bulk request", reply);
    return reply.json().path("items");
  }

  private static void fail(JsonNode item, String what) throws StoreException {
    int status = item.path("status").asInt();
    if (status == 200 || status == 201) return;
    var error = item.path("error");
    throw new StoreException(
        what
            + " was not stored: "
            + status
            + " "
            + error.path("type").asText()
            + ": "
            + error.path("reason").asText()
            + ".");
  }

  /// The latest stored version of the document, whether refreshed or not.
  public Optional<JsonNode> find(String index, String id) throws StoreException {
    var request = Json.object();
    request.putArray("docs").addObject().put("_index", index).put("_id", id);
    var document = client.json("POST", "/_mget", request).path("docs").path(0);
    if (document.path("found").asBoolean()) return Optional.of(document);
    var error = document.path("error").path("type").asText();
    if (error.isEmpty() || error.equals("index_not_found_exception")) return Optional.empty();
    throw new StoreException(index + "/" + id + " could not be read: " + error);
  }

  public static <T> Versioned<T> versioned(JsonNode hit, Class<T> type) throws StoreException {
    var version =
        new Versioned.Version(hit.path("_seq_no").asLong(), hit.path("_primary_term").asLong());
    return new Versioned<>(body(hit, type), version);
  }

  public static <T> T body(JsonNode hit, Class<T> type) throws StoreException {
    var where = hit.path("_index").asText() + "/" + hit.path("_id").asText();
    return Json.value(hit.path("_source").path("stillwatch").path("body"), type, where);
  }

  /// An index and an id of at most 512 bytes, because a longer id would fail the whole request.
  public record Key(String index, String id) {
    public static Key of(String index, String id) {
      return id.getBytes(StandardCharsets.UTF_8).length <= 512
          ? new Key(index, id)
          : new Key(index, Hash.of(id));
    }
  }
}
