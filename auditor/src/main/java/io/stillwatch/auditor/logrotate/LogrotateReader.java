// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import io.stillwatch.auditor.logrotate.LogrotateConfig.Principals;
import io.stillwatch.core.evidence.ConfigFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Follows includes and carries the global settings from file to file, as logrotate does: what an
/// included file sets globally stays set after it.
final class LogrotateReader {
  private static final int DEEPEST = 16; // includes within each other: MAX_NESTING of config.c

  private final Map<String, ConfigFile> files;
  private final Principals principals;
  private final Set<String> read = new HashSet<>();
  private final Set<String> claimed = new HashSet<>();
  private final List<String> order = new ArrayList<>();
  private final List<Stanza> stanzas = new ArrayList<>();
  private final List<LogrotateFault> faults = new ArrayList<>();
  private final List<Directive> globals = new ArrayList<>();
  private int depth;
  private Settings global = Settings.DEFAULTS;

  LogrotateReader(List<ConfigFile> files, Principals principals) {
    this.principals = principals;
    this.files =
        files.stream()
            .collect(Collectors.toMap(ConfigFile::path, Function.identity(), (a, b) -> a));
  }

  void read(String path) {
    var file = files.get(path);
    if (file == null || depth > DEEPEST || !read.add(path)) return;
    order.add(path);
    depth++;
    new LogrotateFileParser(path, file.text(), this).parse();
    depth--;
  }

  void readAlone(String path) {
    global = Settings.DEFAULTS;
    read(path);
  }

  void include(Directive directive) {
    globals.add(directive);
    var target = directive.value();
    if (files.containsKey(target)) {
      read(target);
      return;
    }
    var folder = target.endsWith("/") ? target : target + "/";
    files.keySet().stream()
        .filter(p -> p.startsWith(folder) && p.indexOf('/', folder.length()) < 0)
        .filter(p -> !Taboo.matches(p))
        .sorted()
        .forEach(this::read);
  }

  Principals principals() {
    return principals;
  }

  Settings global() {
    return global;
  }

  void global(Directive directive) {
    globals.add(directive);
    global = global.with(directive);
  }

  /// Whether a log is another stanza's, or this one's twice.
  ///
  /// Unless the earlier one ignores duplicates, this is an error, and the log stays the earlier's.
  boolean claim(String path, Set<String> claims) {
    if (!claimed.add(path)) return true;
    claims.add(path);
    return false;
  }

  /// A stanza is skipped: its logs may be another's.
  void release(Set<String> claims) {
    claimed.removeAll(claims);
  }

  void add(Stanza stanza) {
    stanzas.add(stanza);
  }

  void add(LogrotateFault fault) {
    faults.add(fault);
  }

  LogrotateConfig config(String main) {
    return new LogrotateConfig(main, order, globals, stanzas, faults);
  }
}
