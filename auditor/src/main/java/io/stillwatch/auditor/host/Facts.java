// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.auditor.host;

import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.DiskLookup;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.HostConfig;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a snapshot knows of users, programs and files, and for other paths the disk at hand.
public final class Facts {
  private final HostConfig config;
  private final DiskLookup disk;
  private final Map<String, Account> users;
  private final Map<String, Map<String, Executable>> programs = new HashMap<>(); // as asked for
  private final Map<String, Optional<Map<String, Executable>>> onDisk = new HashMap<>();
  private final Map<List<String>, Set<String>> namesOnPath = new HashMap<>();
  private final Map<String, ConfigFile> files;
  private @Nullable PathIndex index; // only some rules ask for it

  Facts(HostConfig config, DiskLookup disk) {
    this.config = config;
    this.disk = disk;
    this.users =
        config.accounts().users().stream()
            .collect(Collectors.toMap(Account::name, Function.identity(), (a, b) -> a));
    this.files =
        config.files().stream()
            .collect(Collectors.toMap(ConfigFile::path, Function.identity(), (a, b) -> a));
  }

  /// Where a command was looked for and what came of it.
  public enum Presence {
    PRESENT,
    ABSENT,
    UNKNOWN
  }

  public boolean knowsUsers() {
    return !users.isEmpty();
  }

  public boolean knowsPrograms() {
    return !config.disk().pathDirs().isEmpty();
  }

  public boolean knowsFiles() {
    return !config.disk().stats().isEmpty();
  }

  public Optional<Account> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  public Set<String> userNames() {
    return users.keySet();
  }

  /// Whether a user is known not to exist.
  public boolean noSuchUser(String name) {
    return config.accounts().complete() && !users.containsKey(name);
  }

  public Optional<Account> userById(int uid) {
    return users.values().stream().filter(u -> u.uid() == uid).findFirst();
  }

  /// Programs by name for every directory of a PATH that the snapshot lists.
  public Set<String> programNames(List<String> directories) {
    return namesOnPath.computeIfAbsent(
        directories,
        list -> {
          var names = new HashSet<String>();
          for (var dir : list) programs(dir).ifPresent(found -> names.addAll(found.keySet()));
          return names;
        });
  }

  /// Whether a program of this name stands in one of the directories.
  public Presence program(String name, List<String> directories) {
    boolean all = config.disk().pathComplete();
    for (var dir : directories) {
      var programs = programs(dir);
      if (programs.filter(found -> found.containsKey(name)).isPresent()) return Presence.PRESENT;
      var path = dir + "/" + name;
      if (stat(path).map(FileStat::exists).orElse(false)) return Presence.PRESENT;
      if (programs.isEmpty() && !absent(dir)) all = false;
    }
    return all ? Presence.ABSENT : Presence.UNKNOWN;
  }

  public Presence file(String path) {
    var stat = stat(path);
    if (stat.isPresent()) return stat.get().exists() ? Presence.PRESENT : Presence.ABSENT;
    for (var parent = parent(path); !parent.isEmpty(); parent = parent(parent)) {
      if (absent(parent)) return Presence.ABSENT;
    }
    return Presence.UNKNOWN;
  }

  /// The state of a path, empty if it is not known.
  public Optional<FileStat> stat(String path) {
    var stat = config.disk().stats().get(path);
    if (stat == null) stat = config.disk().stats().get(path + "/");
    if (stat != null) return Optional.of(stat);
    var file = files.get(path);
    if (file != null) {
      var a = file.attributes();
      return Optional.of(new FileStat(a.type(), a.mode(), a.uid(), a.gid(), false, ""));
    }
    return disk.stat(path).or(() -> listedProgram(path));
  }

  private Optional<FileStat> listedProgram(String path) {
    if (!path.startsWith("/")) return Optional.empty();
    var dir = parent(path);
    var program = directory(dir).get(path.substring(dir.length() + 1));
    if (program != null) {
      return Optional.of(
          new FileStat("f", program.mode(), program.uid(), program.gid(), false, ""));
    }
    // /bin may be a link to /usr/bin that nobody told us of
    boolean merged = dir.equals("/bin") || dir.equals("/sbin");
    if (merged
        && !listed(dir)
        && directory("/usr" + dir).containsKey(path.substring(dir.length() + 1))) {
      return listedProgram("/usr" + path);
    }
    if (config.disk().pathComplete() && listed(dir)) return Optional.of(FileStat.ABSENT);
    return Optional.empty();
  }

  /// The names in a directory, as far as the snapshot mentions them; of a disk at hand those of
  /// folders and programs.
  public Set<String> entries(String directory) {
    var there = disk.names(directory);
    if (there.isEmpty()) return index().names(directory);
    var names = new HashSet<>(index().names(directory));
    names.addAll(there);
    return names;
  }

  /// Every path of the snapshot that ends with this name.
  public List<String> pathsNamed(String name) {
    return index().pathsNamed(name);
  }

  /// Every program of this name, those in the listed folders of programs first.
  public List<String> programsNamed(String name) {
    return pathsNamed(name).stream()
        .filter(path -> stat(path).filter(Facts::runnable).isPresent())
        .sorted(Comparator.comparing(path -> !listed(parent(path))))
        .toList();
  }

  /// The names of all programs in the folders that the snapshot lists.
  public Set<String> programNames() {
    return programNames(config.disk().pathDirs().keySet().stream().sorted().toList());
  }

  private static boolean runnable(FileStat stat) {
    return stat.type().equals("f")
        && stat.mode().matches("[0-7]{1,7}")
        && (Integer.parseInt(stat.mode(), 8) & 0111) != 0;
  }

  private PathIndex index() {
    if (index == null) index = PathIndex.of(config);
    return index;
  }

  private boolean absent(String path) {
    var stat = config.disk().stats().get(path);
    return Optional.ofNullable(stat).or(() -> disk.stat(path)).filter(s -> !s.exists()).isPresent();
  }

  private boolean listed(String directory) {
    return config.disk().pathDirs().containsKey(directory);
  }

  /// The programs of a folder of a PATH by name, empty if they are not known.
  private Optional<Map<String, Executable>> programs(String directory) {
    if (listed(directory)) return Optional.of(directory(directory));
    return onDisk.computeIfAbsent(directory, dir -> disk.programs(dir).map(Facts::byName));
  }

  private Map<String, Executable> directory(String directory) {
    var list = config.disk().pathDirs().get(directory);
    if (list == null) return Map.of();
    return programs.computeIfAbsent(directory, _ -> byName(list));
  }

  private static Map<String, Executable> byName(List<Executable> programs) {
    return programs.stream()
        .collect(Collectors.toMap(Executable::name, Function.identity(), (a, b) -> a));
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "" : path.substring(0, slash);
  }
}
