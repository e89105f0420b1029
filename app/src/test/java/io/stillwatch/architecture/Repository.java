// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The source files of the repository, by module.
final class Repository {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  /// The main sources of each module.
  static Map<String, List<Path>> mainSources() {
    return sources("main");
  }

  /// The tests of each module.
  static Map<String, List<Path>> testSources() {
    return sources("test");
  }

  private static Map<String, List<Path>> sources(String kind) {
    var modules = new TreeMap<String, List<Path>>();
    for (var module : list(ROOT)) {
      var folder = module.resolve("src", kind, "java");
      if (Files.isDirectory(folder)) modules.put(module.getFileName().toString(), java(folder));
    }
    return modules;
  }

  private static List<Path> list(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> java(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of all main and test sources that contain one of the words.
  static List<String> mentions(List<String> words) {
    var found = new ArrayList<String>();
    Stream.of(mainSources(), testSources())
        .flatMap(modules -> modules.values().stream())
        .flatMap(List::stream)
        .forEach(file -> {
          for (var line : lines(file)) {
            if (words.stream().anyMatch(line::contains))
              found.add(ROOT.relativize(file) + ": " + line.strip());
          }
        });
    return found;
  }
}
