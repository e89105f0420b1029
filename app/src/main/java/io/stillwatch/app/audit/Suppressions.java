// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.core.finding.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Comments that switch rules off: `# stillwatch: ignore CC02 because ..` for the next line that is
/// not a comment, `# stillwatch: ignore-file CC02 because ..` for the file.
final class Suppressions {
  private static final Pattern COMMENT =
      Pattern.compile(
          "\\s*[#;]\\s*stillwatch:\\s*(ignore|ignore-file)\\s+((?:[A-Z][A-Z0-9-]*[\\s,]*)+?)(?:\\s+because\\b.*)?\\s*");

  private Suppressions() {}

  /// Whether a comment in the file of the finding switches its rule off there.
  static boolean cover(Finding finding, List<String> lines) {
    var rule = finding.rule().toUpperCase(Locale.ROOT);
    int line = finding.place().line();
    for (int i = line - 2; i >= 0 && i < lines.size(); i--) {
      if (!lines.get(i).strip().matches("[#;].*")) break;
      if (rules(lines.get(i), "ignore").contains(rule)) return true;
    }
    return lines.stream().anyMatch(l -> rules(l, "ignore-file").contains(rule));
  }

  private static Set<String> rules(String line, String keyword) {
    if (!line.contains("stillwatch:")) return Set.of();
    var comment = COMMENT.matcher(line);
    if (!comment.matches() || !comment.group(1).equals(keyword)) return Set.of();
    return new HashSet<>(List.of(comment.group(2).strip().split("[\\s,]+", -1)));
  }
}
