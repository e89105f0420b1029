// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.rule;

import io.stillwatch.core.secret.Secrets;
import java.util.Optional;

/// One text on one line that is to become another; the command for it is made when the line and the
/// column of the problem are known.
///
/// `owner` is the user of a spool table, which is edited through crontab(1); otherwise it is empty.
record Edit(String path, int line, String from, String to, String owner) {
  /// What replaces the text at the column, or the next one after it, and no other.
  ///
  /// An editor where the text is not on the line as it is written.
  Remedy command(String lineText, int column) {
    return occurrence(lineText, column)
        .map(o -> line + Remedy.substitute(from, to) + (o.count() > 1 ? "" + o.count() : ""))
        .map(script -> Remedy.sed(script, path, owner))
        .orElseGet(() -> Remedy.open(path, line, owner, "write " + to));
  }

  /// The line as the command makes it.
  Optional<String> applied(String lineText, int column) {
    return occurrence(lineText, column)
        .map(o -> lineText.substring(0, o.at()) + to + lineText.substring(o.at() + from.length()));
  }

  /// Where it is, and which one it is, counted from 1 as sed counts them: without overlaps.
  private record Occurrence(int at, int count) {}

  private Optional<Occurrence> occurrence(String lineText, int column) {
    // what was redacted on its way here is not what the file has
    if ((from + to).contains(Secrets.REDACTED)) return Optional.empty();
    if (from.isEmpty() || from.contains("\n") || to.contains("\n")) return Optional.empty();
    if (from.equals(to)) return Optional.empty();
    var last = Optional.<Occurrence>empty();
    int count = 0;
    for (int at = lineText.indexOf(from);
        at >= 0;
        at = lineText.indexOf(from, at + from.length())) {
      last = Optional.of(new Occurrence(at, ++count));
      if (at >= column - 1) return last;
      if (at + from.length() > column - 1 && column > 0) return last;
    }
    return last;
  }
}
