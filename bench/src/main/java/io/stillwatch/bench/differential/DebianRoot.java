// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The programs of one Debian release in a folder of their own, unpacked from its packages by apt
/// and dpkg; they see that folder as the root of the file system.
///
/// Nothing is installed on the machine, and no script of a package is run.
final class DebianRoot {
  static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
  private static final List<String> PROGRAM_FOLDERS = List.of("bin", "sbin", "usr/bin", "usr/sbin");

  private final Path root;

  private DebianRoot(Path root) {
    this.root = root;
  }

  /// Downloads and unpacks the packages with what they depend on, unless the folder has them.
  static DebianRoot unpacked(Path folder, String release, List<String> packages)
      throws IOException, InterruptedException {
    var root = new DebianRoot(folder.toAbsolutePath().resolve("root"));
    var done = folder.resolve("unpacked");
    if (Files.exists(done)) return root;
    if (!Files.exists(KEYRING)) {
      throw new IOException(
          KEYRING + " is missing: install the package debian-archive-keyring and repeat.");
    }
    var archives = new Archive(folder.toAbsolutePath(), release, KEYRING).download(packages);
    Files.createDirectories(root.root);
    for (var archive : archives) {
      Processes.succeed(List.of("dpkg-deb", "-x", archive.toString(), root.root.toString()));
    }
    root.prepare();
    Files.writeString(done, String.join("\n", packages));
    return root;
  }

  /// What programs expect of any system.
  private void prepare() throws IOException {
    for (var dir : List.of("bin", "sbin", "lib", "lib64")) {
      var link = root.resolve(dir);
      if (Files.notExists(link)) Files.createSymbolicLink(link, Path.of("usr", dir));
    }
    for (var dir : List.of("dev", "root", "tmp", "run", "var/lib/logrotate")) {
      if (Files.notExists(root.resolve(dir))) Files.createDirectories(root.resolve(dir));
    }
    var run = root.resolve("var/run");
    if (Files.notExists(run)) Files.createSymbolicLink(run, Path.of("..", "run"));
    if (Files.notExists(root.resolve("dev/null"))) Files.createFile(root.resolve("dev/null"));
  }

  /// Removes every program but these, so that no job of an audited table can do anything.
  void keepOnly(Set<String> programs) throws IOException {
    for (var name : PROGRAM_FOLDERS) {
      try (var entries = Files.list(root.resolve(name))) {
        for (var entry : entries.toList()) {
          if (!programs.contains(entry.getFileName().toString())) Files.delete(entry);
        }
      }
    }
  }

  Path path(String inside) {
    return root.resolve(inside.substring(1));
  }

  void write(String inside, String text) {
    try {
      Files.createDirectories(path(inside).getParent());
      Files.write(path(inside), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Deletes what is in a folder, or makes the folder.
  void empty(String inside) throws IOException {
    Files.createDirectories(path(inside));
    try (var entries = Files.list(path(inside))) {
      for (var entry : entries.toList()) Files.delete(entry);
    }
  }

  Processes.Result run(String... command) throws IOException, InterruptedException {
    return Processes.run(inside(List.of(command)));
  }

  /// The command line that starts a program with this folder as its root.
  List<String> inside(List<String> command) {
    boolean superuser = "root".equals(System.getProperty("user.name"));
    var chroot = new ArrayList<String>();
    if (!superuser) chroot.addAll(List.of("unshare", "--map-root-user"));
    chroot.addAll(List.of("chroot", root.toString()));
    return Stream.concat(chroot.stream(), command.stream()).toList();
  }
}
