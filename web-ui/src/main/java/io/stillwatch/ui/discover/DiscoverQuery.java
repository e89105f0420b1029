// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import io.stillwatch.core.search.KqlException;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.ui.page.Visit;

/// What the address searches for, and how that is understood.
record DiscoverQuery(String kql, Visit visit) {
  static DiscoverQuery of(Visit visit) {
    return new DiscoverQuery(visit.parameter("q").strip(), visit);
  }

  /// The query in words; throws [KqlException] where it does not parse.
  String inWords() {
    return KqlQuery.parse(kql).inWords();
  }

  /// The query with a mark below the column at which it went wrong.
  String marked(KqlException error) {
    int column = Math.clamp(error.column(), 1, kql.length() + 1);
    return kql + "\n" + " ".repeat(column - 1) + "^";
  }

  String link(String otherKql) {
    return visit.link("discover", "q", otherKql);
  }

  /// This query narrowed to a value of a field, or to all but it.
  String narrowed(String field, String value, boolean without) {
    var condition = (without ? "not " : "") + field + " : " + quoted(value);
    if (kql.isEmpty()) return condition;
    return (loose() ? "(" + kql + ")" : kql) + " and " + condition;
  }

  /// An `or` at the top would take the new condition into one of its arms only.
  private boolean loose() {
    return KqlQuery.parse(kql) instanceof KqlQuery.AnyOf;
  }

  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
