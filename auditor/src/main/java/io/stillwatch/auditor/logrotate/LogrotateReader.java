// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

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
  private final Map<String, ConfigFile> files;
  private final Set<String> read = new HashSet<>();
  private final List<String> order = new ArrayList<>();
  private final List<Stanza> stanzas = new ArrayList<>();
  private final List<LogrotateFault> faults = new ArrayList<>();
  private final List<Directive> globals = new ArrayList<>();
  private Settings global = Settings.DEFAULTS;

  LogrotateReader(List<ConfigFile> files) {
    this.files =
        files.stream()
            .collect(Collectors.toMap(ConfigFile::path, Function.identity(), (a, b) -> a));
  }

  void read(String path) {
    var file = files.get(path);
    if (file == null || !read.add(path)) return;
    order.add(path);
    new LogrotateFileParser(path, file.text(), this).parse();
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

  Settings global() {
    return global;
  }

  void global(Directive directive) {
    globals.add(directive);
    global = global.with(directive);
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
