// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.util.Optional;
import java.util.regex.Pattern;

/// Refuses values that the type of their field cannot bear, at their column in the query.
record KqlChecks(LogFields fields) {
  private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

  /// Full or partial ISO dates, milliseconds since 1970, and date math as in `now-7d/d`.
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}(:\\d{2}(:\\d{2}([.,]\\d{1,9})?)?)?(Z|[-+]\\d{2}:?\\d{2})?)?)?)?"
              + "|\\d{5,15}"
              + "|now([-+]\\d{1,6}[yMwdhHms])*(/[yMwdhHms])?");

  void limit(KqlText field, String limit, int column) {
    if (!field.isExact()) return;
    var type = fields.type(field.toString());
    if (type.equals(Optional.of(LogFields.Type.NUMBER))
        && !NUMBER.matcher(limit).matches()) {
      throw new KqlException("Expected a number, because " + field + " holds numbers,", column);
    }
    date(field, limit, column);
  }

  void value(KqlText field, KqlValue value, int column) {
    if (!field.isExact()) {
      if (value instanceof KqlValue.Pattern(var text)) leading(text, false, column);
      return;
    }
    switch (value) {
      case KqlValue.Phrase(var text) -> date(field, text, column);
      case KqlValue.Words(var text) -> date(field, text, column);
      case KqlValue.Pattern(var text) ->
          leading(text, fields.hasFewValues(field.toString()), column);
      case KqlValue.Present _ -> {}
    }
  }

  void anywhere(KqlValue value, int column) {
    if (value instanceof KqlValue.Pattern(var text)) leading(text, false, column);
  }

  private void date(KqlText field, String text, int column) {
    var type = fields.type(field.toString());
    if (type.equals(Optional.of(LogFields.Type.DATE)) && !DATE.matcher(text).matches()) {
      throw new KqlException(
          "Expected a date such as 2026-11-20, \"2026-11-20T02:30:00Z\" or now-7d", column);
    }
  }

  private static void leading(KqlText text, boolean allowed, int column) {
    if (allowed || !text.pieces().getFirst().isEmpty()) return;
    throw new KqlException("Expected a letter before * (a leading * would read every term)", column);
  }
}
