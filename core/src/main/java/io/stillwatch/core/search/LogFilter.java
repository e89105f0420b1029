// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One condition on one field that is kept beside the query: it can be negated, switched off and
/// taken away without touching what was typed. A pinned one stays in every other search.
///
/// It becomes part of the parsed query, never of its text, so no value can change its meaning.
public record LogFilter(
    String field,
    Verb verb,
    List<String> values,
    boolean negated,
    boolean enabled,
    boolean pinned) {
  /// What is asked of the field.
  public enum Verb {
    IS("is"),
    ONE_OF("one-of"),
    EXISTS("exists"),
    BETWEEN("between");

    private final String token;

    Verb(String token) {
      this.token = token;
    }

    static Optional<Verb> of(String token) {
      return Arrays.stream(values()).filter(verb -> verb.token.equals(token)).findFirst();
    }
  }

  public LogFilter {
    values = List.copyOf(values);
    boolean fits =
        switch (verb) {
          case IS -> values.size() == 1;
          case ONE_OF -> !values.isEmpty();
          case EXISTS -> values.isEmpty();
          case BETWEEN -> values.size() == 2;
        };
    if (field.isEmpty() || !fits) {
      throw new IllegalArgumentException("A filter needs a field, and the values of its verb.");
    }
  }

  public LogFilter(String field, Verb verb, List<String> values, boolean negated, boolean enabled) {
    this(field, verb, values, negated, enabled, false);
  }

  public static LogFilter is(String field, String value) {
    return new LogFilter(field, Verb.IS, List.of(value), false, true);
  }

  public static LogFilter exists(String field) {
    return new LogFilter(field, Verb.EXISTS, List.of(), false, true);
  }

  public LogFilter inverted() {
    return new LogFilter(field, verb, values, !negated, enabled, pinned);
  }

  public LogFilter switched() {
    return new LogFilter(field, verb, values, negated, !enabled, pinned);
  }

  public LogFilter withPinned(boolean now) {
    return new LogFilter(field, verb, values, negated, enabled, now);
  }

  public KqlQuery query() {
    var name = KqlText.exact(field);
    KqlQuery asked =
        switch (verb) {
          case IS -> new KqlQuery.Is(name, new KqlValue.Phrase(values.getFirst()));
          case ONE_OF ->
              new KqlQuery.AnyOf(
                  values.stream()
                      .<KqlQuery>map(value -> new KqlQuery.Is(name, new KqlValue.Phrase(value)))
                      .toList());
          case EXISTS -> new KqlQuery.Is(name, new KqlValue.Present());
          case BETWEEN ->
              new KqlQuery.AllOf(
                  List.of(
                      new KqlQuery.Range(name, KqlQuery.Bound.AT_LEAST, values.getFirst()),
                      new KqlQuery.Range(name, KqlQuery.Bound.LESS, values.getLast())));
        };
    return negated ? new KqlQuery.Not(asked) : asked;
  }

  /// The query with all filters that are switched on.
  public static KqlQuery narrowed(KqlQuery query, List<LogFilter> filters) {
    var parts = new ArrayList<KqlQuery>();
    if (!(query instanceof KqlQuery.Everything)) parts.add(query);
    filters.stream().filter(LogFilter::enabled).map(LogFilter::query).forEach(parts::add);
    if (parts.isEmpty()) return query;
    return parts.size() == 1 ? parts.getFirst() : new KqlQuery.AllOf(parts);
  }

  /// `NOT host.name: ops-1`, `process.pid: 100 to 200`
  public String inWords() {
    var asked =
        switch (verb) {
          case IS -> field + ": " + values.getFirst();
          case ONE_OF -> field + ": " + String.join(" or ", values);
          case EXISTS -> field + " exists";
          case BETWEEN -> field + ": " + values.getFirst() + " to " + values.getLast();
        };
    return negated ? "NOT " + asked : asked;
  }

  /// As one word of an address, which [#parse] reads: `!host.name|is|ops-1`; `~` is switched off,
  /// `^` is pinned.
  public String token() {
    var token = new StringBuilder(pinned ? "^" : "");
    token.append(enabled ? "" : "~").append(negated ? "!" : "");
    token.append(escaped(field)).append('|').append(verb.token);
    values.forEach(value -> token.append('|').append(escaped(value)));
    return token.toString();
  }

  /// Empty for a text that no filter has as its token.
  public static Optional<LogFilter> parse(String token) {
    boolean pinned = token.startsWith("^");
    var unpinned = pinned ? token.substring(1) : token;
    boolean enabled = !unpinned.startsWith("~");
    var rest = enabled ? unpinned : unpinned.substring(1);
    boolean negated = rest.startsWith("!");
    var parts = split(negated ? rest.substring(1) : rest);
    if (parts.size() < 2) return Optional.empty();
    var verb = Verb.of(parts.get(1));
    if (verb.isEmpty()) return Optional.empty();
    try {
      var values = parts.subList(2, parts.size());
      return Optional.of(
          new LogFilter(parts.getFirst(), verb.get(), values, negated, enabled, pinned));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String escaped(String text) {
    var escaped = text.replace("\\", "\\\\").replace("|", "\\|");
    boolean marked = text.startsWith("!") || text.startsWith("~") || text.startsWith("^");
    return marked ? "\\" + escaped : escaped;
  }

  private static List<String> split(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '|') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
