// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One operation of RFC 6902 on a document: add, replace, remove, move.
final class JsonPatch {
  private JsonPatch() {}

  static JsonNode apply(JsonNode document, JsonNode patch) {
    var copy = document.deepCopy();
    switch (patch.path("op").asText()) {
      case "remove" -> remove(copy, patch.path("path").asText());
      case "move" -> {
        var value = copy.at(patch.path("from").asText());
        remove(copy, patch.path("from").asText());
        put(copy, patch.path("path").asText(), value, true);
      }
      case "add" -> put(copy, patch.path("path").asText(), patch.path("value"), true);
      default -> put(copy, patch.path("path").asText(), patch.path("value"), false);
    }
    return copy;
  }

  private static void remove(JsonNode document, String path) {
    switch (parent(document, path)) {
      case ObjectNode object -> object.remove(key(path));
      case ArrayNode array -> array.remove(Integer.parseInt(key(path)));
      default -> throw new IllegalArgumentException("nothing at " + path);
    }
  }

  private static void put(JsonNode document, String path, JsonNode value, boolean insert) {
    var key = key(path);
    switch (parent(document, path)) {
      case ObjectNode object -> object.set(key, value);
      case ArrayNode array when key.equals("-") -> array.add(value);
      case ArrayNode array when insert -> array.insert(Integer.parseInt(key), value);
      case ArrayNode array -> array.set(Integer.parseInt(key), value);
      default -> throw new IllegalArgumentException("nothing at " + path);
    }
  }

  private static JsonNode parent(JsonNode document, String path) {
    return document.at(path.substring(0, path.lastIndexOf('/')));
  }

  private static String key(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }
}
