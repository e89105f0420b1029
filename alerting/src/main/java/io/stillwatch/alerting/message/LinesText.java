// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.alert.ChangedLines.Appeared;
import io.stillwatch.core.alert.ChangedLines.Vanished;
import io.stillwatch.core.job.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The log lines that changed about when a job stopped, as a hint that is not called a cause.
final class LinesText {
  private static final int MAX_IN_SENTENCE = 2;

  private final Wording wording;

  LinesText(Wording wording) {
    this.wording = wording;
  }

  /// What happened to one pattern, and the pattern.
  private record Item(String what, String pattern) {}

  /// The section of an e-mail.
  void write(Lines lines) {
    var items = items();
    if (items.isEmpty()) return;
    lines.heading("LOG LINES THAT CHANGED");
    lines.text("  ", "About when it stopped; a hint at the cause, not a known one.");
    for (var item : items) {
      lines.hanging("  - ", "    ", TextSanitizer.capital(item.what()) + ":");
      lines.hanging("    ", "    ", item.pattern());
    }
  }

  Optional<String> sentence() {
    var items = items();
    if (items.isEmpty()) return Optional.empty();
    var parts = new ArrayList<String>();
    for (var item : items.subList(0, Math.min(MAX_IN_SENTENCE, items.size())))
      parts.add(item.what() + ": `" + item.pattern() + "`");
    return Optional.of(
        "Log lines that changed about then (a hint, not a known cause): "
            + String.join("; ", parts)
            + ".");
  }

  private List<Item> items() {
    var lines = wording.alert().lines();
    return Stream.concat(
            lines.appeared().stream().map(this::appeared),
            lines.vanished().stream().map(this::vanished))
        .toList();
  }

  private Item appeared(Appeared line) {
    var count = line.count() == 1 ? "once" : line.count() + " times since";
    return new Item(
        "first seen " + wording.when(line.firstSeen()) + ", " + count, shown(line.pattern()));
  }

  private Item vanished(Vanished line) {
    return new Item(
        "came about every "
            + Durations.words(line.every())
            + ", last seen "
            + wording.when(line.lastSeen()),
        shown(line.pattern()));
  }

  private static String shown(String pattern) {
    return TextSanitizer.cut(TextSanitizer.oneLine(pattern), TextSanitizer.SENTENCE);
  }
}
