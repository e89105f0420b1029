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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The regular files below a folder in a fixed order, and what could not be read there.
record FolderFiles(List<Path> files, List<String> unread) {
  private static final long TOO_LARGE = 16 << 20;

  /// The part of a folder that is audited: which folders below it hold such files, and which files
  /// these are, by their path in it.
  record Part(int depth, Pattern folders, Pattern files) {
    static final Part ETC =
        new Part(
            4,
            Pattern.compile(
                "|cron\\.d|logrotate\\.d|systemd|systemd/system"
                    + "|systemd/system/[^/]+\\.(?:timer|service)\\.d"),
            Pattern.compile(
                "crontab|anacrontab|logrotate\\.conf|(?:cron|logrotate)\\.d/[^/]+"
                    + "|systemd/system/[^/]+\\.(?:timer|service)(?:\\.d/[^/]+\\.conf)?"));
    static final Part SPOOL =
        new Part(
            2,
            Pattern.compile("|crontabs|tabs"),
            Pattern.compile("(?!(?:atjobs|atspool|lastrun)$)(?:crontabs/|tabs/)?[^./][^/]*"));
    static final Part ALL =
        new Part(
            Integer.MAX_VALUE,
            Pattern.compile("(?!(?:.*/)?\\.git$).*", Pattern.DOTALL),
            Pattern.compile(".*", Pattern.DOTALL));

    /// Whether something audited may be missing if a path cannot be read.
    boolean concerns(Path folder, Path path) {
      return holds(folder, path) || wants(folder, path);
    }

    private boolean holds(Path folder, Path path) {
      return folders.matcher(relative(folder, path)).matches();
    }

    private boolean wants(Path folder, Path path) {
      return files.matcher(relative(folder, path)).matches();
    }

    private static String relative(Path folder, Path file) {
      return folder.relativize(file).toString().replace('\\', '/');
    }
  }

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
    return walk(folder, Part.ALL);
  }

  /// The files of an `/etc` that cron, anacron, logrotate and the timers of systemd read.
  static FolderFiles ofHost(Path etc) throws IOException {
    return walk(etc, Part.ETC);
  }

  /// The tables of users in `/var/spool/cron`; empty if there is no such folder.
  static FolderFiles ofSpool(Path spool) throws IOException {
    if (!Files.isDirectory(spool)) return new FolderFiles(List.of(), List.of());
    return walk(spool, Part.SPOOL);
  }

  FolderFiles and(FolderFiles more) {
    return new FolderFiles(
        Stream.concat(files.stream(), more.files.stream()).toList(),
        Stream.concat(unread.stream(), more.unread.stream()).toList());
  }

  private static FolderFiles walk(Path folder, Part part) throws IOException {
    var files = new ArrayList<Path>();
    var unread = new ArrayList<String>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return part.holds(folder, dir)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean regular = attributes.isRegularFile() || Files.isRegularFile(file);
            if (!regular || !part.wants(folder, file)) return FileVisitResult.CONTINUE;
            var problem = problem(file);
            if (problem.isEmpty()) files.add(file);
            else unread.add(file + problem);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (part.concerns(folder, file)) unread.add(file + ": may not be read");
            return FileVisitResult.CONTINUE;
          }
        };
    var followed = EnumSet.noneOf(java.nio.file.FileVisitOption.class);
    Files.walkFileTree(folder, followed, part.depth(), visitor);
    files.sort(Comparator.naturalOrder());
    return new FolderFiles(files, unread);
  }

  /// Whether its name says that another program makes configuration of it, so that it is none
  /// itself.
  static boolean template(Path file) {
    return TEMPLATE.matcher(file.getFileName().toString()).matches();
  }

  /// Whether it is in a folder of templates and has something to be filled in; `path` is the one
  /// that was named, or below the folder that was.
  static boolean template(Path path, String text) {
    var parents = path.getParent();
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
