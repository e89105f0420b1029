// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The stanza that a parser is reading, if any, and what a fault makes of it.
final class StanzaUnderWay {
  private static final Pattern HEADER = Pattern.compile("\\s*([\"']?/[^{}]*)\\{\\s*");

  private final String path;
  private final LogrotateReader reader;
  private final List<Directive> directives = new ArrayList<>();
  private final List<Stanza> swallowed = new ArrayList<>();
  private final Set<String> claims = new HashSet<>();
  private List<Stanza.Pattern> patterns = List.of();
  private Settings settings = Settings.DEFAULTS;
  private Optional<LogrotateFault> fault = Optional.empty();
  private boolean open;
  private int line;

  StanzaUnderWay(String path, LogrotateReader reader) {
    this.path = path;
    this.reader = reader;
  }

  boolean open() {
    return open;
  }

  void open(Cursor cursor, int start, PathList list, Settings inherited) {
    open = true;
    line = list.patterns().isEmpty() ? cursor.lineOf(start) : list.patterns().getFirst().line();
    patterns = list.patterns();
    settings = inherited;
    fault = Optional.empty();
    directives.clear();
    swallowed.clear();
    claims.clear();
  }

  /// The paths that the stanza rotates; they are free again if it is lost.
  Set<String> claims() {
    return claims;
  }

  void set(Directive directive) {
    directives.add(directive);
    settings = settings.with(directive);
  }

  void fail(LogrotateFault by) {
    if (fault.isEmpty()) fault = Optional.of(by);
  }

  void keep() {
    fault = Optional.empty();
  }

  /// Ends at a fault that stops logrotate, up to the brace.
  void lose(Optional<LogrotateFault> by) {
    if (fault.isEmpty()) fault = by;
  }

  /// A stanza whose header is skipped with the rest of this one.
  void swallow(Cursor cursor) {
    if (!open || fault.isEmpty() || cursor.columnOf(cursor.at()) != 1) return;
    var header = HEADER.matcher(cursor.lineText(cursor.at()));
    if (!header.matches()) return;
    int number = cursor.lineOf(cursor.at());
    var list = PathList.of(header.group(1), number);
    if (list.isEmpty()) return;
    swallowed.add(new Stanza(path, number, list, List.of(), settings, fault));
  }

  void close(Optional<LogrotateFault> fatal) {
    if (!open) return;
    open = false;
    var lostBy = fault.or(() -> fatal);
    if (lostBy.isPresent()) reader.release(claims);
    if (!patterns.isEmpty()) {
      reader.add(new Stanza(path, line, patterns, directives, settings, lostBy));
    }
    swallowed.forEach(reader::add);
  }
}
