// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/// rsyslog with omelasticsearch: two workers, 10,000 documents or 5 MB a request, the lines handed
/// over by TCP. Its documents have the same fields with ids of Elasticsearch's choice.
record Rsyslog(Path program, Path folder) implements Contestant {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

  @Override
  public Usage send(LogFile file, Server server) throws IOException, InterruptedException {
    int port = freePort();
    var home = Files.createTempDirectory(folder, "rsyslog");
    var config = Files.writeString(home.resolve("rsyslog.conf"), config(home, port, server));
    var process =
        new ProcessBuilder(
                program.toString(), "-n", "-f", config.toString(), "-i", home + "/rsyslog.pid")
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    try {
      feed(file.path(), port, process);
      server.awaitIndexed(file.lines(), PATIENCE);
      return Usage.of(process.pid());
    } finally {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void feed(Path log, int port, Process process)
      throws IOException, InterruptedException {
    try (var socket = connected(port, process);
        var out = socket.getOutputStream()) {
      Files.copy(log, out);
    }
  }

  private static Socket connected(int port, Process process)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > deadline)
          throw new IOException("rsyslog does not listen; its output tells why.", e);
        Thread.sleep(20);
      }
    }
  }

  private static String config(Path home, int port, Server server) {
    return """
    global(workDirectory="%1$s" net.enableDNS="off" maxMessageSize="64k")
    module(load="imptcp")
    module(load="omelasticsearch")
    template(name="document" type="list" option.json="on") {
      constant(value="{\\"event\\":{\\"ingested\\":\\"")
      property(name="timegenerated" dateFormat="rfc3339")
      constant(value="\\",\\"kind\\":\\"event\\",\\"action\\":\\"other\\",\\"dataset\\":\\"system.syslog\\",\\"module\\":\\"system\\"},\\"process\\":{\\"name\\":\\"")
      property(name="programname")
      constant(value="\\",\\"pid\\":")
      property(name="procid")
      constant(value="},\\"@timestamp\\":\\"")
      property(name="timereported" dateFormat="rfc3339")
      constant(value="\\",\\"host\\":{\\"name\\":\\"")
      property(name="hostname")
      constant(value="\\",\\"type\\":\\"SERVER\\"},\\"message\\":\\"")
      property(name="rawmsg")
      constant(value="\\",\\"log\\":{\\"file\\":{\\"path\\":\\"%1$s/messages\\"},\\"offset\\":0},\\"stillwatch\\":{\\"source\\":\\"bench\\",\\"generation\\":\\"0123456789abcdef01234567\\"}}")
    }
    ruleset(name="logs") {
      action(type="omelasticsearch" server="127.0.0.1" serverport="%3$d" uid="%5$s" pwd="%6$s" searchIndex="%4$s"
        searchType="" template="document" bulkmode="on" maxbytes="5m" errorfile="%1$s/errors"
            action.resumeRetryCount="-1"
        queue.type="LinkedList" queue.size="500000" queue.dequeueBatchSize="10000"
            queue.timeoutEnqueue="600000"
        queue.workerThreads="2" queue.workerThreadMinimumMessages="10000")
    }
    input(type="imptcp" address="127.0.0.1" port="%2$d" ruleset="logs")
    """
        .formatted(
            home,
            port,
            server.uri().getPort(),
            "stillwatch-logs-system.syslog-" + MONTH.format(Instant.now()),
            server.user().user(),
            server.user().password());
  }
}
