// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.search;

import java.util.List;

/// Text that may hold wildcards: the pieces stand between the `*`, so one piece means no wildcard.
public record KqlText(List<String> pieces) {
  public KqlText {
    if (pieces.isEmpty()) throw new IllegalArgumentException("A text has at least one piece.");
    pieces = List.copyOf(pieces);
  }

  public static KqlText exact(String text) {
    return new KqlText(List.of(text));
  }

  /// A value as a query has it in quotes, so that none of its characters means anything else.
  public static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  public boolean isExact() {
    return pieces.size() == 1;
  }

  /// Nothing but `*`.
  public boolean isAnything() {
    return !isExact() && pieces.stream().allMatch(String::isEmpty);
  }

  /// As it was typed, without escapes.
  @Override
  public String toString() {
    return String.join("*", pieces);
  }
}
