// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.audit;

import io.stillwatch.core.evidence.Account;
import io.stillwatch.core.evidence.ConfigFile;
import io.stillwatch.core.evidence.DiskLookup;
import io.stillwatch.core.evidence.Executable;
import io.stillwatch.core.evidence.FileStat;
import io.stillwatch.core.evidence.HostConfig;
import io.stillwatch.core.evidence.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the machine at hand tells about its own `/etc`: modes and owners, users, programs, and the
/// state of the paths that the auditor asks for.
///
/// What may not be read stays unknown. A path is only looked at: nothing is run, and of a regular
/// file the first line is read at most.
public final class LocalHost implements DiskLookup {
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  /// What run-parts starts, and what rotation leaves: looked at without a job that names it.
  private static final List<String> SCRIPTS =
      List.of("/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly", "/etc/cron.monthly");

  private static final Set<String> STATES =
      Set.of(
          "/var/lib/logrotate/status",
          "/var/lib/logrotate/logrotate.status",
          "/var/lib/logrotate.status");

  /// A pattern or a variable is not a path to look at.
  private static final Pattern PLAIN = Pattern.compile("/[^*?\\[\\]{}$`~\\p{Cntrl}]*");

  /// Where reading a file may wait for ever.
  private static final List<String> OF_KERNEL = List.of("/proc", "/sys");

  /// Java cannot tell on Linux whether a file has one: any may.
  private static final boolean ACCESS_LIST = true;

  private static final int MOST_PATHS = 20_000;
  private static final int MOST_FOLDERS = 500;
  private static final int FIRST_LINE = 200;
  private static final long SECONDS_OF_DAY = 86_400;

  private final Path root;
  private final Map<String, Optional<FileStat>> seen = new HashMap<>();
  private final Map<String, Set<String>> listed = new HashMap<>();
  private int programFolders;

  /// `root` is where the file system of the host begins.
  public LocalHost(Path root) {
    this.root = root;
  }

  /// Whether a folder is the `/etc` of this host.
  boolean owns(Path etc) throws IOException {
    var own = root.resolve("etc");
    return Files.isDirectory(own) && etc.toRealPath().equals(own.toRealPath());
  }

  /// Whose cron reads the paths, if all of them belong to this host: that of its distribution.
  public Optional<Platform.Dialect> dialect(List<Path> paths) {
    if (!paths.stream().allMatch(this::holds)) return Optional.empty();
    var release =
        lines("/etc/os-release").stream().filter(l -> l.matches("ID(?:_LIKE)?=.*")).toList();
    return Optional.of(Platform.Dialect.of(String.join(" ", release)));
  }

  private boolean holds(Path path) {
    try {
      var real = path.toRealPath();
      return real.equals(root.toRealPath())
          || real.startsWith(at("/etc").toRealPath())
          || (Files.isDirectory(spool()) && real.startsWith(spool().toRealPath()));
    } catch (IOException e) {
      return false;
    }
  }

  /// Where the tables of its users are.
  Path spool() {
    return at("/var/spool/cron");
  }

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
  HostConfig.Accounts accounts(Instant at) {
    var groups = groupsOfUsers();
    var expired = expired(at);
    var accounts = new ArrayList<Account>();
    for (var line : lines("/etc/passwd")) {
      var f = line.split(":", -1);
      if (f.length < 7 || !isId(f[2]) || !isId(f[3])) continue;
      var gids = new ArrayList<>(List.of(Integer.valueOf(f[3])));
      gids.addAll(groups.getOrDefault(f[0], List.of()));
      int uid = Integer.parseInt(f[2]);
      accounts.add(new Account(f[0], uid, gids, f[5], f[6], !expired.contains(f[0])));
    }
    return new HostConfig.Accounts(accounts, !accounts.isEmpty() && onlyFiles());
  }

  private Map<String, List<Integer>> groupsOfUsers() {
    var groups = new HashMap<String, List<Integer>>();
    for (var line : lines("/etc/group")) {
      var f = line.split(":", -1);
      if (f.length < 4 || !isId(f[2])) continue;
      for (var member : f[3].split(",", -1)) {
        groups.computeIfAbsent(member, _ -> new ArrayList<>()).add(Integer.valueOf(f[2]));
      }
    }
    return groups;
  }

  /// The users whose account has ended, as far as `/etc/shadow` may be read.
  private Set<String> expired(Instant at) {
    long today = at.getEpochSecond() / SECONDS_OF_DAY;
    var expired = new HashSet<String>();
    for (var line : lines("/etc/shadow")) {
      var f = line.split(":", -1);
      if (f.length > 7 && isId(f[7]) && Integer.parseInt(f[7]) < today) expired.add(f[0]);
    }
    return expired;
  }

  private static boolean isId(String text) {
    return text.matches("\\d{1,9}");
  }

  private boolean onlyFiles() {
    return lines("/etc/nsswitch.conf").stream()
        .filter(l -> l.startsWith("passwd:"))
        .allMatch(l -> l.substring(7).strip().matches("(?:files|compat|systemd|\\s)++"));
  }

  Map<String, String> facts() {
    var facts = new HashMap<String, String>();
    var groups = new TreeSet<String>();
    lines("/etc/group").forEach(l -> groups.add(l.split(":", 2)[0]));
    if (!groups.isEmpty() && onlyFiles()) facts.put("groups", String.join(" ", groups));
    try {
      var shell = Files.readSymbolicLink(at("/bin/sh")).getFileName();
      if (shell != null) facts.put("sh", shell.toString());
    } catch (IOException | UnsupportedOperationException e) {
      return facts; // no link: which shell it is stays unknown
    }
    return facts;
  }

  /// What rules go through without a job that asks for it.
  HostConfig.Disk disk() {
    var programs = new HashMap<String, List<Executable>>();
    for (var dir : PATH) programs(dir).ifPresent(list -> programs.put(dir, list));
    var stats = new HashMap<String, FileStat>();
    for (var folder : SCRIPTS) {
      stat(folder).ifPresent(s -> stats.put(folder, s));
      for (var script : files(folder)) stat(script).ifPresent(s -> stats.put(script, s));
    }
    for (var state : STATES) stat(state).ifPresent(s -> stats.put(state, s));
    return new HostConfig.Disk(programs, programs.size() == PATH.size(), stats);
  }

  private List<String> files(String folder) {
    try (var entries = Files.list(at(folder))) {
      return entries.map(entry -> folder + "/" + entry.getFileName()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  @Override
  public Optional<FileStat> stat(String path) {
    var known = seen.get(path);
    if (known != null) return known;
    if (seen.size() >= MOST_PATHS || !plain(path)) return Optional.empty();
    var stat = look(path);
    seen.put(path, stat);
    return stat;
  }

  /// Whether a path may be looked at, wherever its links and `..` lead.
  private boolean plain(String path) {
    if (!PLAIN.matcher(path).matches()) return false;
    var named = at(path).normalize();
    Path real;
    try {
      real = at(path).toRealPath();
    } catch (IOException e) {
      real = named;
    }
    return Stream.of(named, real).noneMatch(this::ofKernel);
  }

  private boolean ofKernel(Path file) {
    return OF_KERNEL.stream().map(this::at).anyMatch(file::startsWith);
  }

  private Optional<FileStat> look(String path) {
    var file = at(path);
    var stat = stat(file);
    if (stat.isEmpty()) {
      return Files.notExists(file) ? Optional.of(FileStat.ABSENT) : Optional.empty();
    }
    var s = stat.get();
    var first = s.type().equals("f") ? firstLine(path, file) : "";
    return Optional.of(new FileStat(s.type(), s.mode(), s.uid(), s.gid(), s.acl(), first));
  }

  /// Of a script or of the state of logrotate. What has no size is not read: a file of the kernel
  /// has none either.
  private static String firstLine(String path, Path file) {
    try {
      return Files.size(file) == 0 ? "" : read(path, file);
    } catch (IOException e) {
      return "";
    }
  }

  private static String read(String path, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      var start = new String(in.readNBytes(FIRST_LINE), StandardCharsets.ISO_8859_1);
      var line = start.split("\n", 2)[0];
      if (line.startsWith("#!") || STATES.contains(path)) return line;
      return start.indexOf('\0') < 0 ? FileStat.NO_SHEBANG : "";
    }
  }

  /// Not known of a folder with too many files, nor of too many folders.
  @Override
  public Optional<List<Executable>> programs(String folder) {
    if (!plain(folder) || programFolders >= MOST_FOLDERS) return Optional.empty();
    programFolders++;
    try (var entries = Files.list(at(folder))) {
      var files = entries.limit(MOST_PATHS + 1).toList();
      if (files.size() > MOST_PATHS) return Optional.empty();
      var list = new ArrayList<Executable>();
      for (var entry : files) {
        var stat = stat(entry).filter(LocalHost::runnable);
        if (stat.isEmpty()) continue;
        var s = stat.get();
        list.add(new Executable(entry.getFileName().toString(), s.mode(), s.uid(), s.gid()));
      }
      return Optional.of(list);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean runnable(FileStat stat) {
    return stat.type().equals("f") && (Integer.parseInt(stat.mode(), 8) & 0111) != 0;
  }

  @Override
  public Set<String> names(String folder) {
    if (!plain(folder)) return Set.of();
    return listed.computeIfAbsent(folder, this::list);
  }

  private Set<String> list(String folder) {
    if (listed.size() >= MOST_FOLDERS) return Set.of();
    try (var entries = Files.list(at(folder))) {
      var names = new HashSet<String>();
      for (var entry : entries.limit(MOST_PATHS).toList()) {
        var kept = stat(entry).filter(s -> s.type().equals("d") || runnable(s));
        if (kept.isPresent()) names.add(entry.getFileName().toString());
      }
      return names;
    } catch (IOException | UncheckedIOException e) {
      return Set.of();
    }
  }

  private Path at(String path) {
    return root.resolve(path.replaceFirst("^/+", ""));
  }

  /// Of a link itself only with NOFOLLOW_LINKS. Pipes, sockets and devices have a type of their
  /// own.
  private static Optional<FileStat> stat(Path file, LinkOption... options) {
    try {
      var basic = Files.readAttributes(file, BasicFileAttributes.class, options);
      var type =
          basic.isDirectory()
              ? "d"
              : basic.isSymbolicLink() ? "l" : basic.isRegularFile() ? "f" : "o";
      int mode = number(Files.getAttribute(file, "unix:mode", options)) & 07777;
      int uid = number(Files.getAttribute(file, "unix:uid", options));
      int gid = number(Files.getAttribute(file, "unix:gid", options));
      var octal = String.format(Locale.ROOT, "%04o", mode);
      return Optional.of(new FileStat(type, octal, uid, gid, ACCESS_LIST, ""));
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

  private List<String> lines(String path) {
    try {
      return new String(Files.readAllBytes(at(path)), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
