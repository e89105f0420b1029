// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.core.search.KqlValue;
import io.stillwatch.indexer.document.Json;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A KQL query in Elasticsearch's query language, as Kibana translates it.
record KqlDsl(FieldTypes fields) {
  /// `10.0.4.0/24`, `2001:db8::/32`
  private static final Pattern NETWORK =
      Pattern.compile(
          "(?:(?:\\d{1,3}\\.){3}\\d{1,3}/(?:[12]?\\d|3[0-2])|[0-9a-fA-F:]*:[0-9a-fA-F:]*/(?:\\d{1,2}|1[01]\\d|12[0-8]))");

  ObjectNode translate(KqlQuery query) {
    return switch (query) {
      case KqlQuery.Everything _ -> Searches.everything();
      case KqlQuery.AllOf(var parts) -> Searches.allOf(all(parts));
      case KqlQuery.AnyOf(var parts) -> Searches.anyOf(all(parts));
      case KqlQuery.Not(var part) -> not(translate(part));
      case KqlQuery.Nested(var field, var part) -> nested(field, translate(part));
      case KqlQuery.AnyField(var value) -> anyField(value);
      case KqlQuery.Is(var field, var value) -> each(field, name -> is(name, value));
      case KqlQuery.Range(var field, var bound, var limit) ->
          each(field, name -> fits(field, name, limit) ? range(name, bound, limit) : nothing());
    };
  }

  /// A limit that does not fit is an error in a field that is named, and matches nothing in one
  /// that a pattern of names stands for.
  private boolean fits(KqlText written, String field, String limit) {
    return written.isExact() || fields.accepts(field, limit);
  }

  private JsonNode[] all(List<KqlQuery> parts) {
    return parts.stream().map(this::translate).toArray(JsonNode[]::new);
  }

  private ObjectNode each(KqlText field, Function<String, ObjectNode> query) {
    var names = fields.named(field);
    if (names.size() == 1) return query.apply(names.getFirst());
    if (names.isEmpty()) return nothing();
    return Searches.anyOf(names.stream().map(query).toArray(JsonNode[]::new));
  }

  private ObjectNode is(String field, KqlValue value) {
    return switch (value) {
      case KqlValue.Present _ -> one("exists", "field", field);
      case KqlValue.Phrase(var text) -> exactly(field, text, "match_phrase");
      case KqlValue.Words(var text) -> exactly(field, text, "match");
      case KqlValue.Pattern(var text) -> pattern(field, text);
    };
  }

  /// A date without a time is the whole day, as in Kibana.
  private ObjectNode exactly(String field, String text, String kind) {
    var addresses = fields.addresses(field);
    if (addresses.isPresent() && NETWORK.matcher(text).matches())
      return Searches.term(addresses.get(), text);
    if (!fields.isDate(field)) {
      var query = Json.object();
      var match = query.putObject(kind).putObject(field).put("query", text);
      if (kind.equals("match")) match.put("lenient", true);
      return query;
    }
    // a date field that a pattern of names stands for
    if (!fields.accepts(field, text)) return nothing();
    var query = Json.object();
    query.putObject("range").putObject(field).put("gte", text).put("lte", text);
    return query;
  }

  private ObjectNode pattern(String field, KqlText text) {
    if (fields.isText(field)) return queryString(List.of(field), text);
    if (!fields.isKeyword(field)) return nothing();
    var query = Json.object();
    query
        .putObject("wildcard")
        .putObject(field)
        .put("value", text.pieces().stream().map(KqlDsl::wildcardEscaped).collect(joining("*")));
    return query;
  }

  private ObjectNode anyField(KqlValue value) {
    return switch (value) {
      case KqlValue.Present _ -> Searches.everything();
      case KqlValue.Phrase(var text) -> multiMatch(text, "phrase");
      case KqlValue.Words(var text) -> multiMatch(text, "best_fields");
      case KqlValue.Pattern(var text) -> queryString(FieldTypes.DEFAULT, text);
    };
  }

  private static ObjectNode multiMatch(String text, String type) {
    var query = Json.object();
    var match = query.putObject("multi_match").put("query", text).put("type", type);
    match.put("lenient", true);
    var names = match.putArray("fields");
    FieldTypes.DEFAULT.forEach(names::add);
    return query;
  }

  /// A pattern on analysed text; every character with a meaning in query_string is escaped.
  private static ObjectNode queryString(List<String> in, KqlText text) {
    var query = Json.object();
    var string =
        query
            .putObject("query_string")
            .put(
                "query",
                text.pieces().stream().map(KqlDsl::queryStringEscaped).collect(joining("*")))
            .put("allow_leading_wildcard", false)
            .put("lenient", true);
    var names = string.putArray("fields");
    in.forEach(names::add);
    return query;
  }

  private ObjectNode range(String field, KqlQuery.Bound bound, String limit) {
    var query = Json.object();
    query
        .putObject("range")
        .putObject(field)
        .put(
            switch (bound) {
              case LESS -> "lt";
              case AT_MOST -> "lte";
              case MORE -> "gt";
              case AT_LEAST -> "gte";
            },
            limit);
    return query;
  }

  private static ObjectNode not(ObjectNode part) {
    var query = Json.object();
    query.putObject("bool").putArray("must_not").add(part);
    return query;
  }

  private static ObjectNode nested(String field, ObjectNode part) {
    var query = Json.object();
    query.putObject("nested").put("path", field).put("ignore_unmapped", true).set("query", part);
    return query;
  }

  private static ObjectNode nothing() {
    var query = Json.object();
    query.putObject("match_none");
    return query;
  }

  private static ObjectNode one(String kind, String key, String value) {
    var query = Json.object();
    query.putObject(kind).put(key, value);
    return query;
  }

  private static String wildcardEscaped(String text) {
    return text.replaceAll("([\\\\*?])", "\\\\$1");
  }

  /// White space is escaped too, so that the value stays one term; `<` and `>` cannot be escaped.
  private static String queryStringEscaped(String text) {
    return text.replaceAll("[<>]", "")
        .replaceAll("([-+=&|!(){}\\[\\]^\"~*?:\\\\/\\s])", "\\\\$1")
        .replaceAll("\\b(AND|OR|NOT)\\b", "\\\\$1");
  }
}
