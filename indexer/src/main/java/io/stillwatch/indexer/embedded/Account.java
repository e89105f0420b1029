// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The user that the server runs as: the current user, or an unprivileged one if that is root.
///
/// Elasticsearch refuses to run as root.
record Account(int uid, int gid, boolean switches) {
  private static final Logger LOG = LoggerFactory.getLogger(Account.class);

  /// Of no other account: it needs no entry in passwd, Debian reserves 65000 to 65533 (Policy
  /// 9.2.2) and other distributions give out less. `nobody` is shared with other daemons.
  private static final int OWN_UID = 65_432;

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private static final String MODE = "unix:mode";
  private static final int READ_FILE = 0640;
  private static final int READ_FOLDER = 0750;

  /// Sticky: what is of others cannot be removed.
  private static final int ADD_TO_FOLDER = 01770;

  /// For root: whoever was given the folder, or has its data from then on; otherwise a uid of its
  /// own. The folder becomes root's: whoever owns it could replace what root writes there.
  static Account forServer(Path folder) throws IOException {
    var unix = new UnixSystem();
    if (unix.getUid() != 0) return new Account((int) unix.getUid(), (int) unix.getGid(), false);
    var home = folder.toRealPath();
    var data = home.resolve(ServerHome.DATA);
    if (uid(home) != 0) {
      var chosen = new Account(uid(home), gid(home), true);
      Files.createDirectories(data);
      chosen.chown(data);
      new Account(0, 0, false).chown(home);
      return chosen;
    }
    boolean given = Files.exists(data, LinkOption.NOFOLLOW_LINKS) && uid(data) != 0;
    return given ? new Account(uid(data), gid(data), true) : new Account(OWN_UID, OWN_UID, true);
  }

  private static int uid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  private static int gid(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
  }

  /// Gives this account what the server writes. Programs, configuration and the passwords stay with
  /// whoever starts it.
  void own(ServerHome home) throws IOException {
    if (switches) {
      Files.setPosixFilePermissions(home.folder(), PosixFilePermissions.fromString("rwx--x--x"));
      lend(home.config());
    } else {
      Files.setPosixFilePermissions(home.config(), PRIVATE);
    }
    for (var folder : home.ofServer()) {
      Files.setPosixFilePermissions(folder, PRIVATE);
      if (switches) own(folder);
    }
  }

  /// The account reads it, and may add its keystore while it starts, but change nothing else.
  private void lend(Path config) throws IOException {
    try (var all = Files.walk(config)) {
      for (var path : all.toList()) {
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, MODE, Files.isDirectory(path) ? READ_FOLDER : READ_FILE);
      }
    }
    Files.setAttribute(config, MODE, ADD_TO_FOLDER);
  }

  /// Once the server has started it adds nothing any more.
  void closeConfiguration(ServerHome home) throws IOException {
    if (switches) Files.setAttribute(home.config(), MODE, READ_FOLDER);
  }

  private void own(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            chown(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            chown(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void chown(Path path) throws IOException {
    if (uid != uid(path)) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /// The command as this account runs it.
  ///
  /// If a parent folder is closed to other users (`/root` is 0700), the server gets the capability
  /// to search directories and read files, CAP_DAC_READ_SEARCH, and no other. It is ambient, so it
  /// is kept across exec, and it does not include any write access.
  List<String> running(List<String> command, List<Path> needed) throws IOException {
    if (!switches) return command;
    var setpriv = new ArrayList<>(List.of(setprivPath(), "--reuid=" + uid, "--regid=" + gid));
    setpriv.addAll(List.of("--clear-groups", "--no-new-privs"));
    for (var path : needed) {
      var closed = closedAbove(path);
      if (closed != null) {
        LOG.atWarn()
            .addKeyValue("folder", closed)
            .addKeyValue("uid", uid)
            .log(
                "The server's user cannot access this folder; starting the server with"
                    + " CAP_DAC_READ_SEARCH. A data folder such as /var/lib/stillwatch avoids this.");
        setpriv.add(
            "--securebits=+no_setuid_fixup"); // otherwise access(2) denies what open(2) grants
        setpriv.add("--inh-caps=-all,+dac_read_search");
        setpriv.add("--ambient-caps=-all,+dac_read_search");
        break;
      }
    }
    setpriv.add("--");
    setpriv.addAll(command);
    return setpriv;
  }

  private @Nullable Path closedAbove(Path path) throws IOException {
    for (var folder = path.toRealPath().getParent(); folder != null; folder = folder.getParent()) {
      if (!enters(folder)) return folder;
    }
    return null;
  }

  private boolean enters(Path folder) throws IOException {
    var permissions = Files.getPosixFilePermissions(folder);
    if (uid == (Integer) Files.getAttribute(folder, "unix:uid")) {
      return permissions.contains(PosixFilePermission.OWNER_EXECUTE);
    }
    if (gid == (Integer) Files.getAttribute(folder, "unix:gid")) {
      return permissions.contains(PosixFilePermission.GROUP_EXECUTE);
    }
    return permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  private static String setprivPath() throws IOException {
    for (var folder : List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")) {
      var path = Path.of(folder, "setpriv");
      if (Files.isExecutable(path)) return path.toString();
    }
    throw new IOException(
        "Elasticsearch refuses to run as root, and setpriv (package util-linux) is not installed."
            + " Install it, or start Stillwatch as another user.");
  }
}
