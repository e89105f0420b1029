// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Real inputs that lie beside the repository; an evaluation without them measures nothing.
final class Corpora {
  private static final Path FOLDER = Path.of("../../shared/corpora");

  private Corpora() {}

  static Optional<Path> find(String path) {
    return Optional.of(FOLDER.resolve(path)).filter(Files::exists);
  }

  static String text(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path path) {
    return text(path).lines().toList();
  }
}
