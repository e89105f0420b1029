// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.drift;

import io.stillwatch.core.finding.WorkBudget;
import io.stillwatch.core.text.Lookalikes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The lines that differ between two texts. Lines that came for others are paired by likeness;
/// order alone is no change.
///
/// Of many lines that differ only those are compared that are neighbours ([Lookalikes]).
final class LineDrift {
  private static final int ALIKE = 2; // a pair shares at least half of its characters

  private LineDrift() {}

  private record Line(int number, String text) {}

  static List<Change> between(String path, String before, String after) {
    if (before.equals(after)) return List.of();
    var removed = lines(before);
    var added = withoutThoseOf(removed, lines(after));
    removed = withoutThoseOf(lines(after), removed);
    var candidates = new Lookalikes<Line>();
    for (var line : removed) candidates.add(line.text, line);
    var gone = new LinkedHashSet<>(removed);
    var changes = new ArrayList<Change>();
    for (var line : added) {
      WorkBudget.check();
      var old = nearest(line, candidates);
      changes.add(
          new Change(path, line.number, "a line", old.map(Line::text).orElse(""), line.text));
      old.ifPresent(candidates::remove);
      old.ifPresent(gone::remove);
    }
    for (var line : gone) changes.add(new Change(path, 0, "a line", line.text, ""));
    return changes;
  }

  /// Each line of the others takes one of the same text away.
  private static List<Line> withoutThoseOf(List<Line> others, List<Line> lines) {
    var left = new HashMap<String, Integer>();
    for (var other : others) left.merge(other.text, 1, Integer::sum);
    var rest = new ArrayList<Line>();
    for (var line : lines) {
      int same = left.getOrDefault(line.text, 0);
      if (same == 0) rest.add(line);
      else left.put(line.text, same - 1);
    }
    return rest;
  }

  private static List<Line> lines(String text) {
    var lines = new ArrayList<Line>();
    var all = text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      if (!all[i].isBlank()) lines.add(new Line(i + 1, all[i]));
    }
    return lines;
  }

  private static Optional<Line> nearest(Line line, Lookalikes<Line> candidates) {
    return candidates
        .nearest(line.text, _ -> true, _ -> true, Comparator.comparingInt(Line::number))
        .filter(old -> alike(old.text, line.text));
  }

  private static boolean alike(String old, String line) {
    int most = Math.min(Lookalikes.MOST_EDITS, Math.max(old.length(), line.length()) / ALIKE);
    return Lookalikes.edits(old, line, most) <= most;
  }
}
