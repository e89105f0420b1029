// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.indexer.embedded.EmbeddedElasticsearch;
import io.stillwatch.simulator.net.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;

/// What all faults share: a folder, the real Elasticsearch, and the proxy before it.
final class World implements AutoCloseable {
  private static final int HEAP_MB = 512;

  private final Path folder;
  private final Path home;
  private final Path zip;
  private final String classPath;
  private final FaultProxy proxy;
  private final StoredLines stored;
  private EmbeddedElasticsearch server;

  World(Path zip, Path home) throws IOException, InterruptedException {
    this.zip = zip;
    this.home = home;
    this.folder = Files.createTempDirectory("stillwatch-faults-");
    // the server runs as another user where we are root
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    classPath = ClassPath.packed(folder);
    server = EmbeddedElasticsearch.start(home, zip, OptionalInt.empty(), HEAP_MB);
    proxy = FaultProxy.before(server.uri());
    stored = new StoredLines(server.uri());
  }

  /// A server of its own, below the folder that goes away at the end.
  static World of(Path zip) throws IOException, InterruptedException {
    var home = Files.createTempDirectory("stillwatch-faults-elasticsearch-");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    return new World(zip, home);
  }

  Path folder() {
    return folder;
  }

  String classPath() {
    return classPath;
  }

  FaultProxy proxy() {
    return proxy;
  }

  /// Set by the launcher: the S3 server as Maven downloaded it.
  Path s3proxy() {
    return Path.of(System.getProperty("stillwatch.s3proxy.jar", "missing"));
  }

  StoredLines stored() {
    return stored;
  }

  /// SIGKILL to the server itself, not to what watches it, and a new start on the same data.
  void killElasticsearch() throws IOException, InterruptedException {
    var pid = Long.parseLong(Files.readString(home.resolve("data/server.pid")).strip());
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    server.close();
    server = EmbeddedElasticsearch.start(home, zip, OptionalInt.empty(), HEAP_MB);
    proxy.target(server.uri());
    stored.server(server.uri());
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.close();
    delete(folder);
    if (home.getFileName().toString().startsWith("stillwatch-faults-")) delete(home);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList())
        Files.deleteIfExists(path);
    }
  }
}
