// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// The regular files below a folder in a fixed order, and what could not be read there.
record FolderFiles(List<Path> files, List<String> unread) {
  private static final long TOO_LARGE = 16 << 20;
  private static final int DEPTH_OF_ETC = 4;
  private static final Pattern OF_HOST =
      Pattern.compile(
          "crontab|anacrontab|logrotate\\.conf|(?:cron|logrotate)\\.d/[^/]+"
              + "|systemd/system/[^/]+\\.(?:timer|service)(?:\\.d/[^/]+\\.conf)?");
  private static final Pattern FOLDERS_OF_HOST =
      Pattern.compile(
          "|cron\\.d|logrotate\\.d|systemd|systemd/system|systemd/system/[^/]+\\.(?:timer|service)\\.d");

  private static final Pattern TEMPLATE =
      Pattern.compile(".+\\.(?:in|erb|epp|j2|jinja2?|liquid|mustache|hbs|tmpl|tpl|template)");

  private static final Pattern FILLED_IN = Pattern.compile("\\{\\{[^{}\\n]*\\}\\}|\\{%|<%");

  FolderFiles {
    files = List.copyOf(files);
    unread = List.copyOf(unread);
  }

  static boolean isEtc(Path path) {
    return Files.isDirectory(path.resolve("cron.d"))
        || Files.isDirectory(path.resolve("logrotate.d"))
        || Files.isRegularFile(path.resolve("crontab"));
  }

  /// Everything below a folder but what git keeps.
  static FolderFiles below(Path folder) throws IOException {
    Predicate<Path> folders = f -> !f.getFileName().toString().equals(".git");
    return walk(folder, Integer.MAX_VALUE, folders, _ -> true);
  }

  /// The files of an `/etc` that cron, anacron, logrotate and the timers of systemd read.
  static FolderFiles ofHost(Path etc) throws IOException {
    return walk(
        etc,
        DEPTH_OF_ETC,
        f -> FOLDERS_OF_HOST.matcher(relative(etc, f)).matches(),
        f -> OF_HOST.matcher(relative(etc, f)).matches());
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static FolderFiles walk(
      Path folder, int depth, Predicate<Path> folders, Predicate<Path> wanted) throws IOException {
    var files = new ArrayList<Path>();
    var unread = new ArrayList<String>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean in = dir.equals(folder) || folders.test(dir);
            return in ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean regular = attributes.isRegularFile() || Files.isRegularFile(file);
            if (!regular || !wanted.test(file)) return FileVisitResult.CONTINUE;
            var problem = problem(file);
            if (problem.isEmpty()) files.add(file);
            else unread.add(file + problem);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            unread.add(file + ": may not be read");
            return FileVisitResult.CONTINUE;
          }
        };
    Files.walkFileTree(folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), depth, visitor);
    files.sort(Comparator.naturalOrder());
    return new FolderFiles(files, unread);
  }

  /// Whether its name says that another program makes configuration of it, so that it is none
  /// itself.
  static boolean template(Path file) {
    return TEMPLATE.matcher(file.getFileName().toString()).matches();
  }

  /// Whether it is in a folder of templates below the one that was named and has something to be
  /// filled in.
  static boolean template(Path named, Path file, String text) {
    var parents = named.relativize(file).getParent();
    boolean among =
        parents != null
            && StreamSupport.stream(parents.spliterator(), false)
                .anyMatch(p -> p.endsWith("templates"));
    return among && FILLED_IN.matcher(text).find();
  }

  /// Why a file cannot be read, or nothing; a device or a pipe is never opened.
  static String problem(Path file) {
    if (!Files.exists(file)) return ": does not exist";
    if (!Files.isRegularFile(file)) return ": not a regular file";
    if (!Files.isReadable(file)) return ": may not be read";
    try {
      return Files.size(file) > TOO_LARGE ? ": larger than 16 MiB" : "";
    } catch (IOException e) {
      return ": may not be read";
    }
  }

  /// Links in `cron.d` that lead nowhere: tables that cron cannot read.
  static List<Path> brokenTables(Path etc) throws IOException {
    var tables = etc.resolve("cron.d");
    if (!Files.isReadable(tables)) return List.of();
    try (var entries = Files.list(tables)) {
      return entries.filter(f -> Files.isSymbolicLink(f) && Files.notExists(f)).sorted().toList();
    }
  }
}
