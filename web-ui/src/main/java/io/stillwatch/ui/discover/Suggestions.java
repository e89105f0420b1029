// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.search.FieldValues;
import io.stillwatch.core.search.KqlText;
import io.stillwatch.core.search.LogFields;
import io.stillwatch.core.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What can come at a place of a query: a field, an operator, a value, or a word that joins.
///
/// It reads the text up to the caret only, token by token, so that it works while the query does
/// not parse yet.
record Suggestions(LogFields fields, Values values) {
  private static final int MOST = 12;

  /// The values of a field that begin with a text, the most frequent first.
  @FunctionalInterface
  interface Values {
    List<FieldValues.Count> of(String field, String prefix) throws StoreException;
  }

  /// What the tokens before the caret leave open.
  private record Place(Expects expects, String field, String prefix, int from) {}

  private enum Expects {
    FIELD,
    OPERATOR,
    VALUE,
    JOIN
  }

  List<Suggestion> at(String text, int caret) throws StoreException {
    int end = Math.clamp(caret, 0, text.length());
    var place = place(text.substring(0, end));
    return switch (place.expects()) {
      case FIELD -> fields(place, end);
      case OPERATOR -> operators(place, end);
      case VALUE -> values(place, end);
      case JOIN ->
          List.of(
              new Suggestion("and ", "both", place.from(), end),
              new Suggestion("or ", "one of them", place.from(), end));
    };
  }

  private List<Suggestion> fields(Place place, int end) {
    var prefix = place.prefix().toLowerCase(Locale.ROOT);
    var starting = new ArrayList<Suggestion>();
    var holding = new ArrayList<Suggestion>();
    fields
        .types()
        .forEach((name, type) -> {
          var one =
              new Suggestion(
                  name
                      + (type == LogFields.Type.NUMBER || type == LogFields.Type.DATE ? " " : ": "),
                  type.word(),
                  place.from(),
                  end);
          if (name.startsWith(prefix)) starting.add(one);
          else if (name.contains(prefix)) holding.add(one);
        });
    starting.addAll(holding);
    return starting.stream().limit(MOST).toList();
  }

  private List<Suggestion> operators(Place place, int end) {
    var all = new ArrayList<Suggestion>();
    all.add(new Suggestion(": ", "equals", end, end));
    all.add(new Suggestion(": * ", "exists", end, end));
    var type = fields.type(place.field()).orElse(LogFields.Type.OTHER);
    if (type == LogFields.Type.NUMBER || type == LogFields.Type.DATE) {
      all.add(new Suggestion(">= ", "at least", end, end));
      all.add(new Suggestion("> ", "more than", end, end));
      all.add(new Suggestion("<= ", "at most", end, end));
      all.add(new Suggestion("< ", "less than", end, end));
    }
    return all;
  }

  private List<Suggestion> values(Place place, int end) throws StoreException {
    var all = new ArrayList<Suggestion>();
    for (var each : values.of(place.field(), place.prefix())) {
      var note = each.lines() + (each.lines() == 1 ? " line" : " lines");
      all.add(new Suggestion(KqlText.quoted(each.value()) + " ", note, place.from(), end));
      if (all.size() == MOST) break;
    }
    return all;
  }

  private static Place place(String text) {
    var scan = new Scan(text);
    while (scan.at < text.length()) scan.next();
    return scan.place();
  }

  /// Walks over the tokens and remembers what the last of them leave open.
  private static final class Scan {
    private final String text;
    private int at;
    private int start; // of the last word or quoted text
    private String word = "";
    private boolean touching; // the word reaches to the caret
    private String field = ""; // whose value comes next
    private int listDepth; // brackets after the colon of that field
    private boolean complete; // a whole condition is there

    Scan(String text) {
      this.text = text;
    }

    void next() {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        touching = false;
        at++;
      } else if (c == '"') {
        quoted();
      } else if (c == ':' || c == '<' || c == '>') {
        while (at < text.length() && ":<>=".indexOf(text.charAt(at)) >= 0) at++;
        field = word;
        word = "";
        complete = false;
      } else if (c == '(' || c == '{') {
        if (!field.isEmpty() && c == '(') listDepth++;
        word = "";
        at++;
      } else if (c == ')' || c == '}') {
        if (listDepth > 0 && --listDepth == 0) field = "";
        word = "";
        complete = true;
        touching = false;
        at++;
      } else {
        unquoted();
      }
    }

    private void quoted() {
      start = at++;
      while (at < text.length() && text.charAt(at) != '"') at += text.charAt(at) == '\\' ? 2 : 1;
      at = Math.min(at, text.length());
      boolean closed = at < text.length();
      if (closed) at++;
      word = text.substring(start + 1, closed ? at - 1 : at);
      touching = !closed;
      ended(closed);
    }

    private void unquoted() {
      start = at;
      while (at < text.length()
          && !Character.isWhitespace(text.charAt(at))
          && ":<>()\"{}".indexOf(text.charAt(at)) < 0) at++;
      var read = text.substring(start, at);
      var lower = read.toLowerCase(Locale.ROOT);
      boolean ends = at == text.length();
      if (!ends && (lower.equals("and") || lower.equals("or") || lower.equals("not"))) {
        word = "";
        complete = false;
        if (listDepth == 0) field = "";
        return;
      }
      word = read;
      touching = ends;
      ended(!ends);
    }

    /// A value that is whole ends its condition; a name alone may be a field or a value.
    private void ended(boolean whole) {
      if (!whole || field.isEmpty()) return;
      complete = true;
      if (listDepth == 0) {
        field = "";
        word = "";
      }
    }

    Place place() {
      if (!field.isEmpty() && !(complete && !touching)) {
        return new Place(
            Expects.VALUE, field, touching ? word : "", touching ? start : text.length());
      }
      if (complete && !touching) return new Place(Expects.JOIN, "", "", text.length());
      if (touching) return new Place(Expects.FIELD, "", word, start);
      if (!word.isEmpty()) return new Place(Expects.OPERATOR, word, "", text.length());
      return new Place(Expects.FIELD, "", "", text.length());
    }
  }
}
