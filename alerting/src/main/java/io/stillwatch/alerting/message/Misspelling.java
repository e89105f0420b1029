// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.alerting.message;

import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.text.Graphemes;
import java.util.Optional;

/// The word that a finding points at, and the word that was probably intended.
record Misspelling(String wrong, String meant) {

  static Optional<Misspelling> of(Finding finding) {
    var meant = TextSanitizer.oneLine(finding.explanation().suggestion());
    int column = finding.place().column() - 1;
    var line = finding.explanation().evidence().lines().findFirst().orElse("");
    if (meant.isEmpty() || column < 0 || column >= line.length()) return Optional.empty();
    var wrong = line.substring(Graphemes.boundary(line, column)).split("\\s", 2)[0];
    if (wrong.isEmpty() || !TextSanitizer.redacted(line).contains(wrong)) return Optional.empty();
    return Optional.of(new Misspelling(wrong, meant));
  }

  /// `'logrotat' for 'logrotate'?`, without the directory that both share.
  String words() {
    int folder = 0;
    for (int i = 0; i < Math.min(wrong.length(), meant.length()); i++) {
      if (wrong.charAt(i) != meant.charAt(i)) break;
      if (wrong.charAt(i) == '/') folder = i + 1;
    }
    folder = Math.min(Graphemes.boundary(wrong, folder), Graphemes.boundary(meant, folder));
    return Ascii.of(
        "'"
            + TextSanitizer.oneLine(wrong.substring(folder))
            + "' for '"
            + meant.substring(folder)
            + "'?");
  }
}
