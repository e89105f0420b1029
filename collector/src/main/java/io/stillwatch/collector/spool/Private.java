// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that nobody but their owner reads, whatever the umask says: log lines tell secrets.
final class Private {
  private Private() {}

  static void folder(Path folder) throws IOException {
    var mode = PosixFilePermissions.fromString("rwx------");
    if (!Files.isDirectory(folder))
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mode));
    Files.setPosixFilePermissions(folder, mode);
  }

  /// SQLite gives its journals the mode of the database file.
  static void file(Path file) throws IOException {
    var mode = PosixFilePermissions.fromString("rw-------");
    if (!Files.exists(file)) Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
    Files.setPosixFilePermissions(file, mode);
  }
}
