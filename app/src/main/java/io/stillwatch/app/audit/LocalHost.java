// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.HostConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the machine at hand tells about its own `/etc`: modes and owners, users, programs on the
/// PATH, and the state of the paths that its configuration names.
///
/// What may not be read stays unknown.
final class LocalHost {
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final Pattern NAMED = Pattern.compile("(?<![\\w.$}~*?-])/[\\w.@+/-]*[\\w@+-]");
  private static final int MOST_PATHS = 20_000;

  private LocalHost() {}

  /// Of a link those of the file that it leads to; one that leads nowhere has only an owner.
  static ConfigFile.Attributes attributes(Path file) {
    var own = stat(file, LinkOption.NOFOLLOW_LINKS);
    if (own.isEmpty()) return ConfigFile.Attributes.UNKNOWN;
    boolean link = own.get().type().equals("l");
    int linkUid = link ? own.get().uid() : -1;
    var type = own.get().type();
    return stat(file)
        .map(s -> new ConfigFile.Attributes(s.mode(), s.uid(), s.gid(), links(file), type, linkUid))
        .orElse(
            Files.notExists(file)
                ? ConfigFile.Attributes.brokenLink(linkUid)
                : ConfigFile.Attributes.link(linkUid));
  }

  /// The accounts of `/etc/passwd`; complete only if no directory service may know more.
  static HostConfig.Accounts accounts() {
    var accounts = new ArrayList<Account>();
    for (var line : lines(Path.of("/etc/passwd"))) {
      var f = line.split(":", -1);
      if (f.length < 7 || !f[2].matches("\\d{1,9}") || !f[3].matches("\\d{1,9}")) continue;
      var groups = List.of(Integer.parseInt(f[3]));
      accounts.add(new Account(f[0], Integer.parseInt(f[2]), groups, f[5], f[6], true));
    }
    return new HostConfig.Accounts(accounts, !accounts.isEmpty() && onlyFiles());
  }

  private static boolean onlyFiles() {
    return lines(Path.of("/etc/nsswitch.conf")).stream()
        .filter(l -> l.startsWith("passwd:"))
        .allMatch(l -> l.substring(7).strip().matches("(?:files|compat|systemd|\\s)++"));
  }

  static Map<String, String> facts() {
    var groups = new TreeSet<String>();
    lines(Path.of("/etc/group")).forEach(l -> groups.add(l.split(":", 2)[0]));
    return groups.isEmpty() || !onlyFiles() ? Map.of() : Map.of("groups", String.join(" ", groups));
  }

  static HostConfig.Disk disk(List<ConfigFile> files) {
    var programs = new HashMap<String, List<Executable>>();
    for (var dir : PATH) programs(dir).ifPresent(list -> programs.put(dir, list));
    var stats = new HashMap<String, FileStat>();
    for (var file : files) {
      NAMED.matcher(file.text()).results().limit(MOST_PATHS).forEach(m -> named(m.group(), stats));
    }
    return new HostConfig.Disk(programs, programs.size() == PATH.size(), stats);
  }

  private static Optional<List<Executable>> programs(String dir) {
    try (var entries = Files.list(Path.of(dir))) {
      var list = new ArrayList<Executable>();
      for (var entry : entries.toList()) {
        var stat = stat(entry);
        if (stat.isEmpty() || !stat.get().type().equals("f")) continue;
        var s = stat.get();
        if ((Integer.parseInt(s.mode(), 8) & 0111) == 0) continue;
        list.add(new Executable(entry.getFileName().toString(), s.mode(), s.uid(), s.gid()));
      }
      return Optional.of(list);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// The path and the folders above it.
  private static void named(String path, Map<String, FileStat> stats) {
    if (stats.size() > MOST_PATHS) return;
    for (var p = Path.of(path); p != null && p.getNameCount() > 0; p = p.getParent()) {
      if (stats.containsKey(p.toString())) return;
      var file = p;
      var stat = stat(file);
      if (stat.isPresent()) stats.put(file.toString(), stat.get());
      else if (Files.notExists(file)) stats.put(file.toString(), FileStat.ABSENT);
    }
  }

  /// Of a link itself only with NOFOLLOW_LINKS.
  private static Optional<FileStat> stat(Path file, LinkOption... options) {
    try {
      var basic = Files.readAttributes(file, BasicFileAttributes.class, options);
      var type = basic.isDirectory() ? "d" : basic.isSymbolicLink() ? "l" : "f";
      int mode = number(Files.getAttribute(file, "unix:mode", options)) & 07777;
      int uid = number(Files.getAttribute(file, "unix:uid", options));
      int gid = number(Files.getAttribute(file, "unix:gid", options));
      return Optional.of(
          new FileStat(type, String.format(Locale.ROOT, "%04o", mode), uid, gid, false, ""));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int number(@Nullable Object attribute) {
    return attribute instanceof Integer number ? number : -1;
  }

  private static int links(Path file) {
    try {
      return Files.getAttribute(file, "unix:nlink") instanceof Integer n ? n : 1;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return 1;
    }
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
