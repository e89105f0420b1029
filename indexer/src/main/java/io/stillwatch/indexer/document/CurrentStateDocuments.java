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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Documents that hold a current state and are replaced as a whole, by id, with or without a check
/// of the version.
public record CurrentStateDocuments(
    ElasticClient client, Unrefreshed unrefreshed, Set<String> reported) {
  /// The status of a document that was changed since it was read.
  public static final int CONFLICT = 409;

  private static final Logger LOG = LoggerFactory.getLogger(CurrentStateDocuments.class);
  private static final int PER_REQUEST = 2_000;
  private static final int PER_READ = 1_000;

  public CurrentStateDocuments(ElasticClient client, Unrefreshed unrefreshed) {
    this(client, unrefreshed, ConcurrentHashMap.newKeySet());
  }

  /// Replaces the document if it still has the version that was read; a concurrent change is an
  /// error.
  public void save(String index, String id, ObjectNode document, Versioned.Version read)
      throws StoreException {
    if (saveUnchanged(index, id, document, read)) return;
    throw new StoreException(
        index + "/" + id + " was changed concurrently since it was read; read it again.");
  }

  /// Replaces the document if it still has the version that was read, and returns whether it had.
  public boolean saveUnchanged(String index, String id, ObjectNode document, Versioned.Version read)
      throws StoreException {
    var line = action(new Key(index, id), read);
    var item = bulk(List.of(line, document)).path(0).elements().next();
    if (item.path("status").asInt() == CONFLICT) return false;
    fail(item, index + "/" + id);
    unrefreshed.add(index);
    return true;
  }

  /// The action of a bulk request that replaces a document under a version, or creates it.
  public static ObjectNode action(Key key, Versioned.Version read) {
    var line = Json.object();
    boolean isNew = read.equals(Versioned.Version.NEW);
    var action = line.putObject(isNew ? "create" : "index");
    action.put("_index", key.index()).put("_id", key.id());
    if (!isNew) action.put("if_seq_no", read.sequence()).put("if_primary_term", read.term());
    return line;
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
    for (var line : lines) append(body, line);
    var reply = client.bulk(body.toByteArray(), 0, body.size());
    if (!reply.ok()) throw client.refused("a bulk request", reply);
    return reply.json().path("items");
  }

  /// Appends a line to the body of a bulk request.
  public static void append(ByteArrayOutputStream body, JsonNode line) {
    body.writeBytes(Json.bytes(Text.wellFormed(line)));
    body.write('\n');
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
    return find(List.of(new Key(index, id))).stream().findFirst();
  }

  /// The latest stored versions of those documents that exist.
  public List<JsonNode> find(List<Key> keys) throws StoreException {
    return find(keys, "");
  }

  /// The same with only one field of their source; all of it if that is empty.
  public List<JsonNode> find(List<Key> keys, String field) throws StoreException {
    var found = new ArrayList<JsonNode>();
    for (int i = 0; i < keys.size(); i += PER_READ) {
      var request = Json.object();
      var docs = request.putArray("docs");
      for (var key : keys.subList(i, Math.min(keys.size(), i + PER_READ))) {
        var doc = docs.addObject().put("_index", key.index()).put("_id", key.id());
        if (!field.isEmpty()) doc.put("_source", field);
      }
      for (var document : client.json("POST", "/_mget", request).path("docs")) {
        if (exists(document)) found.add(document);
      }
    }
    return found;
  }

  private static boolean exists(JsonNode document) throws StoreException {
    if (document.path("found").asBoolean()) return true;
    var error = document.path("error").path("type").asText();
    if (error.isEmpty() || error.equals("index_not_found_exception")) return false;
    throw new StoreException(where(document) + " could not be read: " + error);
  }

  /// The records of hits. One that this version cannot read is left out and logged once, because it
  /// must not block the others.
  public <T> List<T> records(List<JsonNode> hits, Class<T> type) {
    return versions(hits, type).stream().map(Versioned::value).toList();
  }

  /// The same with their versions.
  public <T> List<Versioned<T>> versions(List<JsonNode> hits, Class<T> type) {
    var versions = new ArrayList<Versioned<T>>(hits.size());
    for (var hit : hits) {
      try {
        versions.add(versioned(hit, type));
      } catch (StoreException e) {
        if (!reported.add(where(hit))) continue;
        LOG.atError()
            .addKeyValue("document", where(hit))
            .setCause(e)
            .log("Document has an unknown format; continuing without it.");
      }
    }
    return versions;
  }

  public static <T> Versioned<T> versioned(JsonNode hit, Class<T> type) throws StoreException {
    return new Versioned<>(body(hit, type), version(hit));
  }

  public static Versioned.Version version(JsonNode hit) {
    return new Versioned.Version(hit.path("_seq_no").asLong(), hit.path("_primary_term").asLong());
  }

  public static <T> T body(JsonNode hit, Class<T> type) throws StoreException {
    var body = hit.path("_source").path("stillwatch").path("body");
    EarlierFormats.complete(body);
    return Json.value(body, type, where(hit));
  }

  private static String where(JsonNode hit) {
    return hit.path("_index").asText() + "/" + hit.path("_id").asText();
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
