// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import io.stillwatch.bench.elastic.BenchServer;
import io.stillwatch.indexer.ElasticSettings.Credentials;
import io.stillwatch.simulator.net.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// What all faults share: a folder, the real Elasticsearch, and the proxy before it.
final class World implements AutoCloseable {
  private static final int HEAP_MB = 512;

  private final Path folder;
  private final Path home;
  private final String classPath;
  private final BenchServer server;
  private final FaultProxy proxy;
  private final StoredLines stored;

  World() throws IOException, InterruptedException {
    this.folder = folder("stillwatch-faults-");
    this.home = folder("stillwatch-faults-elasticsearch-");
    classPath = ClassPath.packed(folder);
    server = BenchServer.start(home, HEAP_MB);
    proxy = FaultProxy.before(server.uri());
    stored = new StoredLines(server);
  }

  private static Path folder(String name) throws IOException {
    var folder = Files.createTempDirectory(name);
    // the server runs as another user where we are root
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
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

  Credentials.Basic user() {
    return server.user();
  }

  /// The part of a configuration that names the server behind the proxy.
  String config() throws IOException {
    return server.config(proxy.uri());
  }

  StoredLines stored() {
    return stored;
  }

  void killElasticsearch() throws IOException, InterruptedException {
    server.kill();
    proxy.target(server.uri());
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.close();
    delete(folder);
    delete(home);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }
}
