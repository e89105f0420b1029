// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import io.stillwatch.bench.serve.ServeProcess;
import io.stillwatch.simulator.SimulatedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// The product with its embedded Elasticsearch and a simulated topic, as a process that is
/// attacked.
final class Target implements AutoCloseable {
  private static final int HEAP_MB = 1_024; // as the launcher gives it
  private static final Pattern USED =
      Pattern.compile("(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");
  private static final Pattern ELASTICSEARCH = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Path folder;
  private final SimulatedAccount account;
  private final ServeProcess process;
  private final int syslogPort;
  private Web web;

  Target() throws IOException, InterruptedException {
    folder = Files.createTempDirectory("stillwatch-attack-");
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
    account = SimulatedAccount.start(List.of(), InstantSource.system());
    syslogPort = freePort();
    process = new ServeProcess("serve", folder, config(), HEAP_MB);
    web = started();
  }

  private static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String config() {
    return """
    aws:
      region: %s
      endpointUrl: %s
    sources:
      facts:
        everyMinutes: 0
    push:
      syslog:
        tcpPort: %d
    detection:
      tickSeconds: 5
    alerts:
      topicArn: %s
      signsOfLife: {digestAt: "", testOn: ""}
    web:
      port: 0
    """
        .formatted(account.region(), account.endpoint(), syslogPort, account.topicArn());
  }

  private Web started() throws IOException, InterruptedException {
    process.start();
    process.awaitReady();
    return new Web(process.url());
  }

  Web web() {
    return web;
  }

  /// Of this machine too.
  static InetAddress otherAddress() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address.", e);
    }
  }

  /// A client of another address.
  Web elsewhere() {
    return new Web(process.url(), otherAddress());
  }

  int syslogPort() {
    return syslogPort;
  }

  int messages() {
    return account.received().size();
  }

  /// All messages so far.
  String sent() {
    return account.received().toString();
  }

  Path data() {
    return process.data();
  }

  String log() throws IOException {
    return Files.readString(process.log());
  }

  Duration terminate() throws InterruptedException {
    return process.terminate();
  }

  void startAgain() throws IOException, InterruptedException {
    web.close();
    web = started();
  }

  /// What is used after a collection, as a share of the largest heap.
  double heapShare() throws IOException, InterruptedException {
    jcmd("GC.run");
    long used = 0;
    var matcher = USED.matcher(jcmd("GC.heap_info"));
    while (matcher.find()) used += Long.parseLong(matcher.group(1));
    if (used == 0) throw new IllegalStateException("jcmd told no heap.");
    return used / 1024.0 / HEAP_MB;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    var program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var jcmd =
        new ProcessBuilder(program, Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    var text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return text;
  }

  /// The address of the embedded server, which its log tells.
  URI elasticsearch() throws IOException {
    var own = web.port();
    return ELASTICSEARCH
        .matcher(log())
        .results()
        .map(found -> URI.create(found.group()))
        .filter(uri -> uri.getPort() != own && uri.getPort() != account.endpoint().getPort())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The log names no Elasticsearch."));
  }

  /// Asked by the user who only reads.
  String askElasticsearch(String path) throws IOException, InterruptedException {
    var users = Files.readAllLines(data().resolve("elasticsearch/credentials"));
    var reader = users.getLast().getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(elasticsearch().resolve(path))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(reader))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  /// By SIGTERM, so that the embedded server ends too.
  private void end() {
    try {
      process.terminate();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    web.close();
    end();
    account.close();
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    }
  }
}
