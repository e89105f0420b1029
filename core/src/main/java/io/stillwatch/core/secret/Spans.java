// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The parts of a text that are secret.
final class Spans {
  private record Span(int from, int to) {}

  private final String text;
  private final List<Span> spans = new ArrayList<>();

  Spans(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /// Marks a part as secret, unless it is empty or nothing that could be one.
  void secret(int from, int to) {
    if (from < to && !Values.isVariable(text, from)) literal(from, to);
  }

  /// The same for a part that no shell would expand.
  void literal(int from, int to) {
    if (from < to && !Values.isHarmless(text, from, to)) spans.add(new Span(from, to));
  }

  /// The text with [Secrets#REDACTED] in place of each secret part; parts that overlap or touch are
  /// one.
  String redacted() {
    if (spans.isEmpty()) return text;
    spans.sort(Comparator.comparingInt(Span::from));
    var redacted = new StringBuilder(text.length());
    int at = 0;
    for (var span : spans) {
      if (span.to <= at) continue;
      boolean joins = at > 0 && span.from <= at;
      if (!joins) redacted.append(text, at, span.from).append(Secrets.REDACTED);
      at = span.to;
    }
    return redacted.append(text, at, text.length()).toString();
  }
}
