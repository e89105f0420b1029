// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// On which line and in which column the parts of a JSON text begin.
final class JsonPlaces {
  /// Both count from 1.
  record Place(int line, int column) {}

  private static final Place START = new Place(1, 1);
  private static final int UNICODE_ESCAPE = 6;

  private final Map<String, Place> places = new HashMap<>();

  private JsonPlaces() {}

  static JsonPlaces of(String text) throws IOException {
    var places = new JsonPlaces();
    places.read(text, "", new Source(text, 0, 1, 1));
    return places;
  }

  /// Where a text is read: an offset of the file, its line and column.
  private record Source(String file, int offset, int line, int column) {
    /// The text of a JSON string that begins here with its quote.
    Source inString() {
      return new Source(file, offset + 1, line, column + 1);
    }

    /// After as many characters of a string of the file, escapes counting as what they stand for.
    Source after(long characters) {
      int at = offset;
      for (long i = 0; i < characters && at < file.length(); i++) {
        boolean escape = file.charAt(at) == '\\' && at + 1 < file.length();
        at += !escape ? 1 : file.charAt(at + 1) == 'u' ? UNICODE_ESCAPE : 2;
      }
      return new Source(file, at, line, column + at - offset);
    }
  }

  private void read(String text, String parent, Source start) throws IOException {
    boolean whole = parent.isEmpty();
    try (var parser = new JsonFactory().createParser(text)) {
      long before = 0;
      var reached = start;
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) continue;
        var at = parser.currentTokenLocation();
        if (whole) {
          int offset = (int) at.getCharOffset();
          reached = new Source(text, offset, at.getLineNr(), at.getColumnNr());
        } else {
          reached = reached.after(at.getCharOffset() - before);
          before = at.getCharOffset();
        }
        var pointer = parent + parser.getParsingContext().pathAsPointer();
        places.putIfAbsent(pointer, new Place(reached.line(), reached.column()));
        if (whole && token == JsonToken.VALUE_STRING) document(parser, pointer, reached);
      }
    }
  }

  /// A document in a text, such as a policy, is read as part of the one around it.
  private void document(JsonParser parser, String pointer, Source at) throws IOException {
    var text = parser.getText();
    if (!text.startsWith("{")) return;
    try {
      read(text, pointer, at.inString());
    } catch (JsonProcessingException e) {
      // a text that only begins like a document; its parts so far do no harm
    }
  }

  /// The place that a pointer leads to, or the nearest one around it. A value that is not a list
  /// counts as a list of one.
  Place at(String pointer) {
    var found = "";
    for (var segment : pointer.split("/", -1)) {
      if (segment.isEmpty()) continue;
      var next = found + "/" + segment;
      if (places.containsKey(next)) found = next;
      else if (!segment.equals("0")) break;
    }
    return places.getOrDefault(found, START);
  }
}
