// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.host;

import io.stillwatch.bench.elastic.BenchServer;
import io.stillwatch.bench.serve.ServeProcess;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.simulator.aws.ReceivedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/// Hosts, the product that reads their logs, a real Elasticsearch, and a simulated topic.
final class HostWorld implements AutoCloseable {
  private static final int HEAP_MB = 512;
  private static final int PROCESS_MB = 512;

  /// Something that must be closed.
  @FunctionalInterface
  private interface Part {
    void close() throws IOException;
  }

  private final Deque<Part> opened = new ArrayDeque<>();
  private final Path folder;
  private final Path home;
  private final BenchServer server;
  private final SimulatedAccount account;
  private final List<RealHost> hosts = new ArrayList<>();
  private final ServeProcess serve;
  private final int snapshotSeconds;

  HostWorld(List<HostFault> faults, int snapshotSeconds) throws IOException, InterruptedException {
    this.snapshotSeconds = snapshotSeconds;
    try {
      folder = folder("stillwatch-host-");
      home = folder("stillwatch-host-elasticsearch-");
      server = BenchServer.start(home, HEAP_MB);
      opened.push(server::close);
      account = SimulatedAccount.start(List.of(), InstantSource.system());
      opened.push(account::close);
      opened.push(() -> hosts.forEach(RealHost::close));
      serve = new ServeProcess("serve", folder, config(faults), PROCESS_MB);
      opened.push(serve::kill);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  void startHosts(List<HostFault> faults) throws IOException {
    for (var fault : faults) hosts.add(RealHost.start(folder, fault.host(), snapshotSeconds));
  }

  private Path folder(String name) throws IOException {
    var folder = Files.createTempDirectory(name);
    if (!Boolean.getBoolean("stillwatch.host.keep")) opened.push(() -> delete(folder));
    // the server and the users of jobs must be able to pass
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  private String config(List<HostFault> faults) throws IOException {
    var sources =
        faults.stream()
            .map(fault -> RealHost.source(folder, fault.host()))
            .collect(Collectors.joining());
    return """
    %saws:
      region: %s
      endpointUrl: %s
    sources:
      files:
    %s  snapshots: ["%s/*/snapshots.ndjson"]
      facts:
        everyMinutes: 0
    detection:
      tickSeconds: 15
    alerts:
      topicArn: %s
      signsOfLife: {digestAt: "", testOn: ""}
    web:
      port: 0
    """
        .formatted(
            server.config(server.uri()),
            account.region(),
            account.endpoint(),
            sources,
            folder,
            account.topicArn());
  }

  ServeProcess serve() {
    return serve;
  }

  RealHost host(HostFault fault) {
    return hosts.stream()
        .filter(host -> host.name().equals(fault.host()))
        .findFirst()
        .orElseThrow();
  }

  /// What the topic accepted about a host, oldest first.
  List<ReceivedMessage> received(HostFault fault) {
    return account.received().stream()
        .filter(message -> fault.host().equals(message.attributes().get("host")))
        .toList();
  }

  /// What the topic accepted about none of the hosts.
  List<ReceivedMessage> others() {
    var names = hosts.stream().map(RealHost::name).toList();
    return account.received().stream()
        .filter(message -> !names.contains(message.attributes().getOrDefault("host", "")))
        .toList();
  }

  @Override
  public void close() throws IOException {
    while (!opened.isEmpty()) opened.pop().close();
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }
}
