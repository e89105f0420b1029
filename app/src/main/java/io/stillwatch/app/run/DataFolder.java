// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/// The one folder with all state: spool, embedded Elasticsearch, models. Locked while we run.
public final class DataFolder implements AutoCloseable {
  /// Log lines tell secrets, whatever the umask says.
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");

  /// Of root: the server's own user passes through to its folder, and sees nothing else.
  private static final Set<PosixFilePermission> PASSED =
      PosixFilePermissions.fromString("rwx--x--x");

  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path path, FileChannel channel, FileLock lock) {
    this.path = path;
    this.channel = channel;
    this.lock = lock;
  }

  /// `$XDG_STATE_HOME/stillwatch`, by default `~/.local/state/stillwatch` (XDG Base Directory 0.8).
  public static Path byDefault(Map<String, String> environment, String home) {
    var state = environment.getOrDefault("XDG_STATE_HOME", "");
    return (state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state))
        .resolve("stillwatch");
  }

  /// Throws [IOException] with what to do if another process uses the folder.
  public static DataFolder open(Path path) throws IOException {
    Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PRIVATE));
    boolean ofRoot = (Integer) Files.getAttribute(path, "unix:uid") == 0;
    Files.setPosixFilePermissions(path, ofRoot ? PASSED : PRIVATE);
    var file = path.resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Files.setPosixFilePermissions(file, PRIVATE_FILE); // nobody else may lock it
    var lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new IOException(
          "Another Stillwatch uses " + path + ". Stop it, or give another folder with --data.");
    }
    return new DataFolder(path.toAbsolutePath().normalize(), channel, lock);
  }

  /// Whether a process holds the folder; nothing is made or changed to find out.
  static boolean inUse(Path path) {
    try (var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.WRITE)) {
      var lock = tryLock(channel);
      if (lock != null) lock.release();
      return lock == null;
    } catch (IOException _) {
      return false; // no lock, or one that is not ours to ask
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) { // this very process holds it
      return null;
    }
  }

  public Path path() {
    return path;
  }

  public Path folder(String name) throws IOException {
    var folder = path.resolve(name);
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
    return Files.setPosixFilePermissions(folder, PRIVATE);
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
