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

/// Text as UTF-8 can carry it: half of a surrogate pair becomes the replacement character.
final class Text {
  private static final char REPLACEMENT = '\ufffd';

  private Text() {}

  /// ASCII, as most lines are, is quicker as bytes.
  static void write(String text, JsonGenerator json) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == text.length()) json.writeUTF8String(bytes, 0, bytes.length);
    else json.writeString(wellFormed(text));
  }

  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) return mended(text);
    }
    return text;
  }

  private static String mended(String text) {
    var mended = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) mended.append(c).append(text.charAt(++i));
      else mended.append(Character.isSurrogate(c) ? REPLACEMENT : c);
    }
    return mended.toString();
  }

  /// The same for every text in a tree; names of properties too, for a path may be one.
  static JsonNode wellFormed(JsonNode tree) {
    return switch (tree) {
      case TextNode text -> TextNode.valueOf(wellFormed(text.textValue()));
      case ArrayNode list -> {
        var mended = Json.MAPPER.createArrayNode();
        list.forEach(one -> mended.add(wellFormed(one)));
        yield mended;
      }
      case ObjectNode object -> {
        var mended = Json.object();
        object
            .properties()
            .forEach(p -> mended.set(wellFormed(p.getKey()), wellFormed(p.getValue())));
        yield mended;
      }
      default -> tree;
    };
  }
}
