// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// A file on disk that grows by lines, written in large pieces and dated in simulated time.
final class AppendedFile {
  private static final int LARGE = 1 << 20;

  private final Path path;
  private final StringBuilder pending = new StringBuilder();
  private Instant modified;

  AppendedFile(Path path, Instant created) {
    this.path = path;
    this.modified = created;
  }

  Path path() {
    return path;
  }

  Instant modified() {
    return modified;
  }

  void append(String line, Instant at) {
    pending.append(line).append('\n');
    modified = at;
    if (pending.length() > LARGE) flush();
  }

  /// Everything appended so far stands on disk.
  void flush() {
    try {
      if (pending.isEmpty() && Files.exists(path)) return;
      Files.writeString(
          path,
          pending,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      pending.setLength(0);
      Files.setLastModifiedTime(path, FileTime.from(modified));
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated file cannot be written: " + path, e);
    }
  }
}
