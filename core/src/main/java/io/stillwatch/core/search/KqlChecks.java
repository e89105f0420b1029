// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.util.Optional;

/// Refuses values that the type of their field cannot bear, at their column in the query.
record KqlChecks(LogFields fields) {
  void limit(KqlText field, String limit, int column) {
    if (!field.isExact()) return;
    if (fields.type(field.toString()).equals(Optional.of(LogFields.Type.NUMBER))
        && !LogFields.Type.NUMBER.accepts(limit)) {
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
    if (fields.type(field.toString()).equals(Optional.of(LogFields.Type.DATE))
        && !LogFields.Type.DATE.accepts(text)) {
      throw new KqlException(
          "Expected a date such as 2026-11-20, \"2026-11-20T02:30:00Z\" or now-7d", column);
    }
  }

  private static void leading(KqlText text, boolean allowed, int column) {
    if (allowed || !text.pieces().getFirst().isEmpty()) return;
    throw new KqlException(
        "Expected a letter before * (a leading * would read every term)", column);
  }
}
