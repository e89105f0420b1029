// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// On which line and in which column the parts of a JSON text begin.
final class JsonPlaces {
  /// Both count from 1.
  record Place(int line, int column) {}

  private static final Place START = new Place(1, 1);

  private final Map<String, Place> places = new HashMap<>();

  private JsonPlaces() {}

  static JsonPlaces of(String text) throws IOException {
    var places = new JsonPlaces();
    try (var parser = new JsonFactory().createParser(text)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) continue;
        var at = parser.currentTokenLocation();
        var pointer = parser.getParsingContext().pathAsPointer().toString();
        places.places.putIfAbsent(pointer, new Place(at.getLineNr(), at.getColumnNr()));
      }
    }
    return places;
  }

  /// Where a pointer leads, or the nearest part around it.
  Place at(String pointer) {
    for (var part = pointer; !part.isEmpty(); part = part.substring(0, part.lastIndexOf('/'))) {
      var place = places.get(part);
      if (place != null) return place;
    }
    return START;
  }
}
