// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The unpacked server: programs only, never modified after unpacking.
record Distribution(Path folder) {
  private static final String INCOMPLETE = ".unpacking";

  /// Unpacks next to the target and renames, so that a crash never leaves a folder that seems
  /// complete.
  static Distribution unpackOnce(Path zip, Path into) throws IOException {
    if (!Files.isRegularFile(zip)) {
      throw new NoSuchFileException(
          zip.toString(),
          null,
          "the Elasticsearch zip is missing; build again, or configure your own cluster by its URL");
    }
    try (var archive = new ZipFile(zip.toFile())) {
      var target = into.resolve(topFolder(archive, zip));
      if (Files.isDirectory(target)) return new Distribution(target);
      var incomplete = into.resolve(target.getFileName() + INCOMPLETE);
      delete(incomplete);
      unpack(archive, incomplete);
      Files.move(incomplete.resolve(target.getFileName()), target, StandardCopyOption.ATOMIC_MOVE);
      delete(incomplete);
      return new Distribution(target);
    }
  }

  private static String topFolder(ZipFile archive, Path zip) throws IOException {
    var first = archive.stream().findFirst();
    if (first.isEmpty()) throw new IOException(zip + " is empty; build again.");
    return Path.of(first.get().getName()).getName(0).toString();
  }

  private static void unpack(ZipFile archive, Path into) throws IOException {
    for (var entries = archive.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      var target = into.resolve(entry.getName()).normalize();
      if (!target.startsWith(into)) {
        throw new IOException("A zip entry is outside the target folder: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(target.getParent());
        try (var in = archive.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) return;
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
