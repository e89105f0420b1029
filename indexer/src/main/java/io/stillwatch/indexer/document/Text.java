// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Makes text encodable as UTF-8: an unpaired surrogate becomes the replacement character.
final class Text {
  private static final char REPLACEMENT = '\ufffd';

  private Text() {}

  /// Most lines are ASCII, which is faster to write as bytes.
  static void write(String text, JsonGenerator json) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == text.length()) json.writeUTF8String(bytes, 0, bytes.length);
    else json.writeString(wellFormed(text));
  }

  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) return repaired(text);
    }
    return text;
  }

  private static String repaired(String text) {
    var repaired = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) repaired.append(c).append(text.charAt(++i));
      else repaired.append(Character.isSurrogate(c) ? REPLACEMENT : c);
    }
    return repaired.toString();
  }

  /// The same for every text in a tree, including property names, because a property name may be a
  /// path.
  static JsonNode wellFormed(JsonNode tree) {
    return switch (tree) {
      case TextNode text -> TextNode.valueOf(wellFormed(text.textValue()));
      case ArrayNode list -> {
        var repaired = Json.MAPPER.createArrayNode();
        list.forEach(one -> repaired.add(wellFormed(one)));
        yield repaired;
      }
      case ObjectNode object -> {
        var repaired = Json.object();
        object
            .properties()
            .forEach(p -> repaired.set(wellFormed(p.getKey()), wellFormed(p.getValue())));
        yield repaired;
      }
      default -> tree;
    };
  }
}
