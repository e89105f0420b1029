// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.drift;

import io.stillwatch.core.text.EditDistance;
import java.util.ArrayList;
import java.util.List;

/// The lines that differ between two texts. Lines that came for others are paired by likeness;
/// order alone is no change.
final class LineDrift {
  private static final int ALIKE = 2; // a pair shares at least half of its characters

  private LineDrift() {}

  private record Line(int number, String text) {}

  static List<Change> between(String path, String before, String after) {
    if (before.equals(after)) return List.of();
    var removed = lines(before);
    var added = lines(after);
    for (var line : lines(after)) {
      var same = removed.stream().filter(r -> r.text.equals(line.text)).findFirst();
      if (same.isPresent()) {
        removed.remove(same.get());
        added.remove(line);
      }
    }
    var changes = new ArrayList<Change>();
    for (var line : added) {
      var old = nearest(line, removed);
      if (old >= 0) {
        changes.add(new Change(path, line.number, "a line", removed.remove(old).text, line.text));
      } else {
        changes.add(new Change(path, line.number, "a line", "", line.text));
      }
    }
    for (var line : removed) changes.add(new Change(path, 0, "a line", line.text, ""));
    return changes;
  }

  private static List<Line> lines(String text) {
    var lines = new ArrayList<Line>();
    var all = text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      if (!all[i].isBlank()) lines.add(new Line(i + 1, all[i]));
    }
    return lines;
  }

  private static int nearest(Line line, List<Line> candidates) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < candidates.size(); i++) {
      int distance = EditDistance.between(candidates.get(i).text, line.text);
      int longest = Math.max(candidates.get(i).text.length(), line.text.length());
      if (distance < least && distance * ALIKE <= longest) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
