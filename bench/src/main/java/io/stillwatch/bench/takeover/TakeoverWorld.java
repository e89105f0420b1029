// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import io.stillwatch.bench.elastic.BenchServer;
import io.stillwatch.bench.serve.ServeProcess;
import io.stillwatch.simulator.SimulatedAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/// What the two processes share: a real Elasticsearch and a simulated topic.
final class TakeoverWorld implements AutoCloseable {
  private static final int HEAP_MB = 512;
  private static final int PROCESS_MB = 512;

  private final Path folder;
  private final Path home;
  private final BenchServer server;
  private final SimulatedAccount account;
  private final List<ServeProcess> processes;

  TakeoverWorld() throws IOException, InterruptedException {
    folder = folder("stillwatch-takeover-");
    home = folder("stillwatch-takeover-elasticsearch-");
    server = BenchServer.start(home, HEAP_MB);
    account = SimulatedAccount.start(List.of(), InstantSource.system());
    processes =
        List.of(
            new ServeProcess("a", folder, config(), PROCESS_MB),
            new ServeProcess("b", folder, config(), PROCESS_MB));
  }

  private static Path folder(String name) throws IOException {
    var folder = Files.createTempDirectory(name);
    // the server runs as another user where we are root
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private String config() throws IOException {
    return """
    %saws:
      region: %s
      endpointUrl: %s
    sources:
      facts:
        everyMinutes: 0
    detection:
      tickSeconds: 1
    alerts:
      topicArn: %s
      groupWaitSeconds: 0
      signsOfLife: {digestAt: "", testOn: ""}
    web:
      port: 0
    """
        .formatted(
            server.config(server.uri()), account.region(), account.endpoint(), account.topicArn());
  }

  List<ServeProcess> processes() {
    return processes;
  }

  StoredOutcome stored() {
    return new StoredOutcome(server);
  }

  SimulatedAccount account() {
    return account;
  }

  @Override
  public void close() throws IOException {
    processes.forEach(ServeProcess::kill);
    account.close();
    server.close();
    if (Boolean.getBoolean("stillwatch.takeover.keep")) return;
    delete(folder);
    delete(home);
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }
}
