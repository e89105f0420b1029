// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import io.stillwatch.auditor.logrotate.LogrotateFault.Kind;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// Whether a run of logrotate ends with an error, on a disk where only these files exist.
///
/// Besides faults of the text logrotate complains of a log that is not there without `missingok`,
/// and of an include or an `olddir` that is not there. A directive that it does not know is only a
/// message.
public record LogrotateVerdict(boolean error, String why) {
  private static final LogrotateVerdict FINE = new LogrotateVerdict(false, "");

  /// `present` are the paths of files; their folders exist too.
  public static LogrotateVerdict of(LogrotateConfig config, Set<String> present) {
    for (var fault : config.faults()) {
      if (fault.kind() != Kind.UNKNOWN_DIRECTIVE) return because(fault.message());
    }
    for (var global : config.globals()) {
      boolean include = global.name().equals("include");
      if (include && !there(global.value(), present) && !config.files().contains(global.value())) {
        return because("cannot stat " + global.value());
      }
    }
    for (var stanza : config.stanzas()) {
      var why = of(stanza, present);
      if (!why.isEmpty()) return because(why);
    }
    return FINE;
  }

  private static LogrotateVerdict because(String why) {
    return new LogrotateVerdict(true, why);
  }

  private static String of(Stanza stanza, Set<String> present) {
    var settings = stanza.settings();
    if (settings.has("missingok")) return "";
    for (var pattern : stanza.patterns()) {
      if (present.stream().noneMatch(p -> matches(pattern.text(), p))) {
        return "stat of " + pattern.text() + " failed";
      }
    }
    var olddir = settings.value("olddir");
    if (olddir.isEmpty() || settings.has("createolddir")) return "";
    var first = stanza.patterns().getFirst().text();
    var folder = first.substring(0, first.lastIndexOf('/') + 1);
    var path = olddir.get().startsWith("/") ? olddir.get() : folder + olddir.get();
    return there(path, present) ? "" : "error verifying olddir path " + path;
  }

  private static boolean there(String path, Set<String> present) {
    var folder = path.endsWith("/") ? path : path + "/";
    return present.stream().anyMatch(p -> p.equals(path) || p.startsWith(folder));
  }

  private static boolean matches(String pattern, String path) {
    if (pattern.equals(path)) return true;
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(path));
    } catch (PatternSyntaxException | InvalidPathException e) {
      return false; // a pattern that the C library reads as plain text
    }
  }
}
