// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.List;
import java.util.Optional;

/// One `paths { .. }` block with what is in force in it.
///
/// `lostBy` is the fault for which logrotate skips the block, if any.
public record Stanza(
    String path,
    int line,
    List<Pattern> patterns,
    List<Directive> directives,
    Settings settings,
    Optional<LogrotateFault> lostBy) {
  public Stanza {
    patterns = List.copyOf(patterns);
    directives = List.copyOf(directives);
  }

  /// A log's path, or a glob.
  public record Pattern(String text, int line, int column) {
    public boolean glob() {
      return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
    }
  }

  Stanza lost(LogrotateFault fault) {
    return new Stanza(path, line, patterns, directives, settings, Optional.of(fault));
  }
}
