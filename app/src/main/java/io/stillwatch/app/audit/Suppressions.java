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
          "\\s*[#;]\\s*stillwatch:\\s*(ignore|ignore-file)\\s+([A-Z][A-Z0-9-]*+(?:[\\s,]++[A-Z][A-Z0-9-]*+)*+)[\\s,]*+(?:(?<=\\s)because\\b.*)?");

  private final List<String> lines;
  private final Set<String> ofFile = new HashSet<>();

  private Suppressions(List<String> lines) {
    this.lines = lines;
    lines.forEach(line -> ofFile.addAll(rules(line, "ignore-file")));
  }

  static Suppressions in(List<String> lines) {
    return new Suppressions(lines);
  }

  /// Whether a comment switches the rule of the finding off where it is.
  boolean cover(Finding finding) {
    var rule = finding.rule().toUpperCase(Locale.ROOT);
    if (ofFile.contains(rule)) return true;
    for (int i = finding.place().line() - 2; i >= 0 && i < lines.size(); i--) {
      var line = lines.get(i).strip();
      if (!line.startsWith("#") && !line.startsWith(";")) return false;
      if (rules(line, "ignore").contains(rule)) return true;
    }
    return false;
  }

  private static Set<String> rules(String line, String keyword) {
    if (!line.contains("stillwatch:")) return Set.of();
    var comment = COMMENT.matcher(line);
    if (!comment.matches() || !comment.group(1).equals(keyword)) return Set.of();
    return new HashSet<>(List.of(comment.group(2).strip().split("[\\s,]+", -1)));
  }
}
