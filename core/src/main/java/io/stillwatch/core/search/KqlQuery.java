// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import static java.util.stream.Collectors.joining;

import java.util.List;

/// A KQL query as it was understood: what Kibana's search bar takes, without its bug for bug
/// quirks.
///
/// Two limits are ours, because a search must not bring down the cluster: at most [#MAX_CONDITIONS]
/// conditions, and a pattern begins with `*` only on fields with few different values.
public sealed interface KqlQuery {
  int MAX_LENGTH = 1_000;
  int MAX_CONDITIONS = 50;
  int MAX_DEPTH = 20;

  /// The empty query, or `*`.
  record Everything() implements KqlQuery {}

  record AllOf(List<KqlQuery> parts) implements KqlQuery {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  record AnyOf(List<KqlQuery> parts) implements KqlQuery {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  record Not(KqlQuery part) implements KqlQuery {}

  /// `field: { ... }`: all conditions on one and the same object of a list.
  record Nested(String field, KqlQuery part) implements KqlQuery {}

  /// `field: value`; the name may be a pattern and then stands for every field that it fits.
  record Is(KqlText field, KqlValue value) implements KqlQuery {}

  /// A value without a field.
  record AnyField(KqlValue value) implements KqlQuery {}

  /// `field >= limit`.
  record Range(KqlText field, Bound bound, String limit) implements KqlQuery {}

  /// The four comparisons, with the words that people read.
  enum Bound {
    LESS("<", "is less than"),
    AT_MOST("<=", "is at most"),
    MORE(">", "is more than"),
    AT_LEAST(">=", "is at least");

    private final String sign;
    private final String words;

    Bound(String sign, String words) {
      this.sign = sign;
      this.words = words;
    }

    public String sign() {
      return sign;
    }
  }

  /// Throws [KqlException] with the column and what was expected there.
  static KqlQuery parse(String text) {
    return parse(text, LogFields.UNKNOWN);
  }

  /// Refuses values too that the type of their field cannot bear.
  static KqlQuery parse(String text, LogFields fields) {
    return new KqlParser(text, fields).query();
  }

  /// How the query was understood, for people: `host.name is ops-1 and not (user.name is root)`.
  default String inWords() {
    return inWords(LogFields.UNKNOWN);
  }

  /// The same in the words that fit the types of the fields.
  default String inWords(LogFields fields) {
    return switch (this) {
      case Everything _ -> "everything";
      case AllOf(var parts) ->
          parts.stream().map(part -> grouped(part, fields)).collect(joining(" and "));
      case AnyOf(var parts) ->
          parts.stream().map(part -> grouped(part, fields)).collect(joining(" or "));
      case Not(var part) -> "not (" + part.inWords(fields) + ")";
      case Nested(var field, var part) -> "one " + field + " where (" + part.inWords(fields) + ")";
      case Is(var field, var value) -> field + " " + value.inWords(fields.type(field.toString()));
      case AnyField(var value) -> "any field " + value.inWords();
      case Range(var field, var bound, var limit) -> field + " " + bound.words + " " + limit;
    };
  }

  private static String grouped(KqlQuery part, LogFields fields) {
    return part instanceof AllOf || part instanceof AnyOf
        ? "(" + part.inWords(fields) + ")"
        : part.inWords(fields);
  }
}
