// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The files that patterns name, together with what rotation made of them.
///
/// A pattern such as `/var/log/cron.log` or `/var/log/*.log` means the log, not the file: its
/// rotated and compressed files belong to it.
final class LogFiles {
  private final List<Pattern> patterns;

  LogFiles(List<String> patterns) {
    this.patterns = patterns.stream().map(Pattern::of).toList();
  }

  /// Oldest first within a log, so that lines arrive in the order in which they were written.
  List<Candidate> present() throws IOException {
    var found = new TreeMap<Path, Candidate>();
    for (var pattern : patterns) {
      for (var path : pattern.below()) {
        var name = pattern.name(path);
        if (name.isEmpty() || !name.get().readable()) continue;
        try {
          found.putIfAbsent(path, Candidate.of(path, name.get()));
        } catch (NoSuchFileException e) {
          // renamed since the folder was listed: the next poll meets it under its new name
        }
      }
    }
    var candidates = new ArrayList<>(found.values());
    candidates.sort(
        Comparator.comparing((Candidate c) -> String.valueOf(c.path().getParent()))
            .thenComparing(Candidate::name, LogName.OLDEST_FIRST));
    // renamed while the folder was listed, a file shows up twice; rotation moves it to older names
    var inodes = new HashSet<String>();
    candidates.removeIf(file -> file.hasKey() && !inodes.add(file.key()));
    return candidates;
  }

  /// Patterns that name one file.
  List<Path> literal() {
    return patterns.stream().filter(pattern -> pattern.literal).map(p -> p.folder).toList();
  }

  /// A glob, the deepest folder that all its matches share, and how deep they can be below it.
  private record Pattern(Path folder, PathMatcher glob, int depth, boolean literal) {
    static Pattern of(String text) {
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + text);
      var special = text.replaceAll("[*?{\\[].*", "");
      if (special.equals(text)) return new Pattern(Path.of(text), matcher, 1, true);
      var folder = special.substring(0, special.lastIndexOf('/') + 1);
      var rest = text.substring(folder.length());
      var depth = rest.contains("**") ? Integer.MAX_VALUE : Path.of(rest).getNameCount();
      return new Pattern(Path.of(folder.isEmpty() ? "." : folder), matcher, depth, false);
    }

    List<Path> below() throws IOException {
      var parent = folder.toAbsolutePath().getParent();
      var files = new ArrayList<Path>();
      if (literal) list(parent == null ? folder : parent, 1, files);
      else list(folder, depth, files);
      return files;
    }

    /// By hand, for a walk of the tree fails as a whole when one file is renamed under it.
    private static void list(Path folder, int depth, List<Path> files) throws IOException {
      if (depth == 0 || !Files.isDirectory(folder)) return;
      try (var entries = Files.newDirectoryStream(folder)) {
        for (var entry : entries) {
          if (Files.isRegularFile(entry)) files.add(entry);
          else if (!Files.isSymbolicLink(entry)) list(entry, depth - 1, files);
        }
      } catch (NoSuchFileException e) {
        // a folder that is gone holds nothing
      }
    }

    /// Empty where the file does not belong to the pattern.
    Optional<LogName> name(Path path) {
      var plain = LogName.of(path.getFileName().toString());
      if (matches(path) || matches(path.resolveSibling(plain.family()))) return Optional.of(plain);
      var other = LogName.ofNumberedBeforeExtension(path.getFileName().toString());
      return matches(path.resolveSibling(other.family())) ? Optional.of(other) : Optional.empty();
    }

    private boolean matches(Path path) {
      return literal
          ? path.equals(folder.toAbsolutePath()) || path.equals(folder)
          : glob.matches(path);
    }
  }
}
