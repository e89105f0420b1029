// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.indexer.document.IndexNames;
import io.stillwatch.indexer.document.TemplateResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The fields of log records that can be searched, by dotted name, with their types.
///
/// Mappings are `dynamic: false`, so the templates define every searchable field.
record FieldTypes(SortedMap<String, String> types) {
  /// The fields that a value without a field name is searched in.
  static final List<String> DEFAULT =
      List.of(
          "message",
          "host.name",
          "event.action",
          "event.dataset",
          "event.reason",
          "process.name",
          "process.command_line",
          "user.name",
          "log.file.path",
          "file.path",
          "tags");

  private static final String ADDRESS = ".ip";

  static FieldTypes ofLogs() {
    var types = new TreeMap<String, String>();
    collect(properties("component", "stillwatch-ecs"), "", types);
    collect(properties("index", IndexNames.LOGS), "", types);
    return new FieldTypes(types);
  }

  LogFields logFields() {
    var all = new TreeMap<String, LogFields.Type>();
    types.forEach((name, type) -> all.put(name, type(type)));
    return new LogFields(all);
  }

  /// Whether the type of a field bears a value; elsewhere it would be an error.
  boolean accepts(String field, String value) {
    var type = types.get(field);
    return type == null || type(type).accepts(value);
  }

  private static LogFields.Type type(String mapped) {
    return switch (mapped) {
      case "keyword" -> LogFields.Type.KEYWORD;
      case "text" -> LogFields.Type.TEXT;
      case "date" -> LogFields.Type.DATE;
      case "long", "double", "integer" -> LogFields.Type.NUMBER;
      case "ip" -> LogFields.Type.ADDRESS;
      default -> LogFields.Type.OTHER;
    };
  }

  private static JsonNode properties(String folder, String name) {
    return TemplateResource.read(folder, name).path("template").path("mappings").path("properties");
  }

  private static void collect(JsonNode properties, String prefix, Map<String, String> types) {
    for (var property : properties.properties()) {
      var name = prefix + property.getKey();
      var definition = property.getValue();
      collect(definition.path("properties"), name + ".", types);
      collect(definition.path("fields"), name + ".", types);
      boolean searchable = definition.path("index").asBoolean(true);
      if (definition.has("type") && searchable) types.put(name, definition.path("type").asText());
    }
  }

  /// The fields that match a name; an exact name matches itself, whether known or not.
  List<String> named(KqlText name) {
    if (name.isExact()) return List.of(name.toString());
    var pattern =
        Pattern.compile(
            name.pieces().stream().map(Pattern::quote).collect(Collectors.joining(".*")));
    return types.keySet().stream().filter(field -> pattern.matcher(field).matches()).toList();
  }

  boolean isText(String field) {
    return "text".equals(types.get(field));
  }

  boolean isDate(String field) {
    return "date".equals(types.get(field));
  }

  /// The part of a keyword that holds addresses as such, which networks can be asked of.
  Optional<String> addresses(String field) {
    var name = field.endsWith(ADDRESS) ? field : field + ADDRESS;
    return "ip".equals(types.get(name)) ? Optional.of(name) : Optional.empty();
  }

  /// Whether a pattern is allowed; on numbers and dates it would be an error.
  boolean isKeyword(String field) {
    var type = types.get(field);
    return type == null || type.equals("keyword") || type.equals("flattened");
  }
}
