// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The class path of this process with its folders packed: the JVM archives classes of jars only,
/// and carriers that start from an archive start in half the time.
final class ClassPath {
  private ClassPath() {}

  static String packed(Path into) throws IOException {
    var packed = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(entry);
      if (Files.isDirectory(path))
        packed.add(jar(path, into.resolve("classes-" + packed.size() + ".jar")).toString());
      else packed.add(entry);
    }
    return String.join(File.pathSeparator, packed);
  }

  private static Path jar(Path folder, Path jar) throws IOException {
    List<Path> files;
    try (var all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(0);
      for (var file : files) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
