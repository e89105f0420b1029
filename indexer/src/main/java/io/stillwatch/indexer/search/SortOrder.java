// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stillwatch.indexer.document.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The order of hits: by some fields, then by the id of the document, so that no two are equal.
///
/// A cursor holds the sort values of the last hit of a page, as base64.
public final class SortOrder {
  private static final String ID = "stillwatch.id";

  private record Field(String name, String type, String order, String missing) {}

  private final List<Field> fields;

  private SortOrder(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /// A document without the field is not left out: it comes first.
  public static SortOrder by(String field) {
    return new SortOrder(field.equals(ID) ? List.of() : List.of(ascending(field, "_first")));
  }

  private static Field ascending(String field, String missing) {
    return new Field(field, "keyword", "asc", missing);
  }

  /// The latest instant first.
  public static SortOrder newest(String dateField) {
    return new SortOrder(List.of(new Field(dateField, "date", "desc", "_last")));
  }

  /// The highest number first.
  public static SortOrder highest(String number) {
    return new SortOrder(List.of(new Field(number, "double", "desc", "_last")));
  }

  /// By numbers, dates or keywords, ascending; documents without a field come last.
  public static SortOrder byAll(String... names) {
    var fields = new ArrayList<Field>();
    for (var name : names) fields.add(ascending(name, "_last"));
    return new SortOrder(fields);
  }

  ArrayNode json() {
    var sort = Json.MAPPER.createArrayNode();
    for (var field : fields) add(sort, field);
    add(sort, ascending(ID, "_last"));
    return sort;
  }

  /// An index without the field, because it is empty or older than the field, is sorted too.
  private static void add(ArrayNode sort, Field field) {
    sort.addObject()
        .putObject(field.name())
        .put("order", field.order())
        .put("missing", field.missing())
        .put("unmapped_type", field.type());
  }

  static String cursor(JsonNode values) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(values));
  }

  /// The sort values of a cursor.
  JsonNode values(String cursor) {
    try {
      var values = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(cursor));
      if (values.isArray() && values.size() == fields.size() + 1) return values;
      throw new IllegalArgumentException("Not a cursor of this list: " + cursor);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a cursor: " + cursor, e);
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory failed", e);
    }
  }
}
