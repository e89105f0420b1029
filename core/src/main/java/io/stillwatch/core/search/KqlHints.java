// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What may surprise in a query that is valid: it is searched as it was understood, and the hints
/// say what was perhaps meant.
public record KqlHints(LogFields fields) {
  private static final Pattern LUCENE_RANGE = Pattern.compile("[\\[{].* TO .*[\\]}]");
  private static final Pattern LUCENE_REGEX = Pattern.compile("/.+/");

  public List<String> of(KqlQuery query) {
    var hints = new ArrayList<String>();
    collect(query, hints);
    return hints.stream().distinct().toList();
  }

  private void collect(KqlQuery query, List<String> hints) {
    switch (query) {
      case KqlQuery.Everything _, KqlQuery.AnyField _ -> {}
      case KqlQuery.AllOf(var parts) -> parts.forEach(part -> collect(part, hints));
      case KqlQuery.AnyOf(var parts) -> parts.forEach(part -> collect(part, hints));
      case KqlQuery.Not(var part) -> collect(part, hints);
      case KqlQuery.Nested(_, var part) -> collect(part, hints);
      case KqlQuery.Range(var field, _, _) -> unknown(field, hints);
      case KqlQuery.Is(var field, var value) -> {
        unknown(field, hints);
        value(field.toString(), value, hints);
      }
    }
  }

  private void unknown(KqlText field, List<String> hints) {
    var name = field.toString();
    if (!field.isExact() || fields.type(name).isPresent() || fields.types().isEmpty()) return;
    hints.add(
        "No field is called "
            + name
            + "."
            + fields.nearest(name).map(near -> " Did you mean " + near + "?").orElse(""));
  }

  private void value(String field, KqlValue value, List<String> hints) {
    var text =
        switch (value) {
          case KqlValue.Words(var words) -> words;
          case KqlValue.Phrase(var phrase) -> phrase;
          case KqlValue.Pattern _, KqlValue.Present _ -> "";
        };
    var type = fields.type(field);
    if (value instanceof KqlValue.Words && LUCENE_RANGE.matcher(text).find()) {
      hints.add("Ranges are written as " + field + " >= a and " + field + " <= b.");
    } else if (value instanceof KqlValue.Words && LUCENE_REGEX.matcher(text).matches()) {
      hints.add("Regular expressions are not searched; use * for any characters.");
    } else if (type.equals(Optional.of(LogFields.Type.NUMBER))
        && !text.isEmpty()
        && !LogFields.Type.NUMBER.accepts(text)) {
      hints.add(field + " holds numbers, so " + text + " matches nothing.");
    } else if (value instanceof KqlValue.Phrase && text.contains("*")) {
      hints.add("Within quotes * is an ordinary character; leave the quotes out to use it.");
    } else if (type.equals(Optional.of(LogFields.Type.KEYWORD))
        && !text.toLowerCase(Locale.ROOT).equals(text)
        && fields.hasFewValues(field)) {
      hints.add(field + " matches upper and lower case exactly.");
    }
  }
}
