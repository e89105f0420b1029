// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of one server: its data, configuration and logs, and the lock that reserves it for
/// this process.
///
/// These are kernel locks, which never outlive their process: a lock that is held means that its
/// owner is running.
record ServerHome(Path folder, FileChannel lock) implements AutoCloseable {
  static final String DATA = "data";

  private static final Logger LOG = LoggerFactory.getLogger(ServerHome.class);
  private static final Duration ORPHAN_STOPS_WITHIN = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  static ServerHome claim(Path folder) throws IOException {
    Files.createDirectories(folder);
    var channel =
        FileChannel.open(
            folder.resolve("owner.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    if (tryLock(channel).isEmpty()) {
      channel.close();
      throw new IOException(
          folder
              + " is in use by another Stillwatch process. Stop that process, or give this one a"
              + " data folder of its own.");
    }
    return new ServerHome(folder, channel);
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) { // held by another thread of this process
      return Optional.empty();
    }
  }

  /// Ends a server whose parent process was killed recently; usually it is already stopping by
  /// itself.
  ///
  /// Its process is determined before its lock is checked, because a stopping server removes the
  /// pid file first and releases the lock last.
  void endOrphan() throws IOException, InterruptedException {
    if (!Files.exists(nodeLock())) return;
    var orphan = orphan();
    if (dataIsFree()) return;
    var owner = orphan.map(process -> "process " + process.pid()).orElse("an unknown process");
    LOG.atWarn()
        .addKeyValue("owner", owner)
        .log("A server of an earlier run is still running; waiting for it to stop.");
    if (dataIsFreeWithin(ORPHAN_STOPS_WITHIN)) return;
    if (orphan.isPresent()) {
      orphan.get().destroyForcibly();
      if (dataIsFreeWithin(ORPHAN_STOPS_WITHIN)) return;
    }
    throw new IOException(
        nodeLock() + " is held by " + owner + ". End that process, then start Stillwatch again.");
  }

  private Optional<ProcessHandle> orphan() throws IOException {
    try {
      var pid = Files.readString(pidFile()).strip();
      return pid.matches("\\d{1,10}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private boolean dataIsFreeWithin(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!dataIsFree()) {
      if (System.nanoTime() > deadline) return false;
      Thread.sleep(POLL_INTERVAL);
    }
    return true;
  }

  private boolean dataIsFree() throws IOException {
    try (var channel =
        FileChannel.open(nodeLock(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return tryLock(channel).isPresent();
    }
  }

  void configure(Distribution distribution, ServerUsers users, OptionalInt port, int heapMb)
      throws IOException {
    Distribution.delete(temporary()); // the launcher leaves temporary files at every start
    Distribution.delete(config()); // with what the server put there, be it a link
    for (var name : new String[] {"config/jvm.options.d", DATA, "logs", "tmp"}) {
      Files.createDirectories(folder.resolve(name));
    }
    try (var defaults = Files.list(distribution.folder().resolve("config"))) {
      for (var file : defaults.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config().resolve(file.getFileName()));
      }
    }
    var text = new ServerConfig(folder, port, heapMb);
    Files.writeString(config().resolve("elasticsearch.yml"), text.elasticsearchYml());
    Files.writeString(config().resolve("log4j2.properties"), text.log4j2());
    Files.writeString(config().resolve("jvm.options.d/stillwatch.options"), text.jvmOptions());
    users.write(config());
    Files.deleteIfExists(console());
    Files.deleteIfExists(portsFile());
    Files.deleteIfExists(pidFile());
  }

  /// Passwords, for us and for people who look into the server by hand.
  Path credentials() {
    return folder.resolve("credentials");
  }

  /// What the server writes; the rest is ours.
  List<Path> ofServer() {
    return Stream.of(DATA, "logs", "tmp").map(folder::resolve).toList();
  }

  Path config() {
    return folder.resolve("config");
  }

  Path pidFile() {
    return folder.resolve("data/server.pid");
  }

  Path temporary() {
    return folder.resolve("tmp");
  }

  /// Written by the server as soon as it listens (setting `node.portsfile`).
  Path portsFile() {
    return folder.resolve("logs/http.ports");
  }

  /// What the server and its launcher print. It is opened by the account that they run as: a link
  /// there leads to nothing that this account may not write anyhow.
  Path console() {
    return folder.resolve("logs/console.log");
  }

  Path serverLog() {
    return folder.resolve("logs/server.log");
  }

  private Path nodeLock() {
    return folder.resolve("data/node.lock");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("Releasing the lock of the server's folder failed; continuing.");
    }
  }
}
