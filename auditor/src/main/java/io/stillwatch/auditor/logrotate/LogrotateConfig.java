// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.logrotate;

import io.stillwatch.core.evidence.ConfigFile;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Everything that one run of logrotate reads: stanzas in order, and what it complains about.
///
/// `globals` are the directives outside stanzas, includes among them, in the order of reading.
/// `main` is the path given on the command line, empty if the host has no such file.
public record LogrotateConfig(
    String main,
    List<String> files,
    List<Directive> globals,
    List<Stanza> stanzas,
    List<LogrotateFault> faults) {
  public static final String MAIN = "/etc/logrotate.conf";

  public LogrotateConfig {
    files = List.copyOf(files);
    globals = List.copyOf(globals);
    stanzas = List.copyOf(stanzas);
    faults = List.copyOf(faults);
  }

  /// Reads `main` and what it includes from the files of a host; without a main file each drop-in
  /// is read by itself.
  public static LogrotateConfig read(String main, List<ConfigFile> files) {
    return read(main, files, Principals.UNKNOWN);
  }

  /// As [#read(String, List)], on a host whose users and groups are known.
  public static LogrotateConfig read(String main, List<ConfigFile> files, Principals principals) {
    var reader = new LogrotateReader(files, principals);
    if (files.stream().anyMatch(f -> f.path().equals(main))) {
      reader.read(main);
      return reader.config(main);
    }
    files.stream()
        .map(ConfigFile::path)
        .filter(p -> p.startsWith("/etc/logrotate.d/") && !Taboo.matches(p))
        .sorted()
        .forEach(reader::readAlone);
    return reader.config("");
  }

  /// What this run and another one read, without the files that this one reads already.
  public LogrotateConfig and(LogrotateConfig other) {
    Predicate<String> added = path -> !files.contains(path);
    return new LogrotateConfig(
        main,
        both(files, other.files, added),
        both(globals, other.globals, d -> added.test(d.path())),
        both(stanzas, other.stanzas, s -> added.test(s.path())),
        both(faults, other.faults, f -> added.test(f.spot().path())));
  }

  private static <T> List<T> both(List<T> first, List<T> second, Predicate<T> added) {
    return Stream.concat(first.stream(), second.stream().filter(added)).toList();
  }

  /// The users and groups of a host; an empty set of them is not known.
  public record Principals(Set<String> users, Set<String> groups) {
    static final Principals UNKNOWN = new Principals(Set.of(), Set.of());

    public Principals {
      users = Set.copyOf(users);
      groups = Set.copyOf(groups);
    }

    boolean noUser(String name) {
      return missing(name, users);
    }

    boolean noGroup(String name) {
      return missing(name, groups);
    }

    /// Neither a name that is known, nor a number, nor a name that no host can have.
    private static boolean missing(String name, Set<String> known) {
      if (name.matches("\\d+")) return false;
      boolean impossible = name.chars().anyMatch(c -> c == ':' || c == '/' || c == '#');
      return impossible || (!known.isEmpty() && !known.contains(name));
    }
  }
}
