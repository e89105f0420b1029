// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A carrier, or another program, as a process of its own: told what to do, listened to, killed.
final class CarrierProcess {
  private final Process process;
  private final String ready;
  private final Path log;
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
  private volatile int port;

  private CarrierProcess(Process process, String ready, Path log) {
    this.process = process;
    this.ready = ready;
    this.log = log;
    var out = process.inputReader(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(() -> listen(out));
  }

  /// How the JVM is started; `before` is a command that runs it, such as strace.
  record Launch(List<String> before, String classPath, Path archive, Path log) {
    Launch {
      before = List.copyOf(before);
    }

    Launch under(String... command) {
      return new Launch(List.of(command), classPath, archive, log);
    }
  }

  static CarrierProcess start(Program program, Launch launch) throws IOException {
    var command = new ArrayList<>(launch.before());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:SharedArchiveFile=" + launch.archive(),
            "-XX:+AutoCreateSharedArchive",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-cp",
            launch.classPath()));
    command.addAll(program.flags());
    command.addAll(program.arguments());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new CarrierProcess(builder.start(), program.ready(), launch.log());
  }

  private void listen(BufferedReader out) {
    try {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(ready))
          port = Integer.parseInt(line.substring(ready.length()).replaceAll("\\D.*", ""));
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        said.add(line);
      }
    } catch (IOException e) {
      // killed while it spoke
    }
    said.add("end");
  }

  /// 0 until it is ready.
  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Waits for a line that begins like this, and returns it.
  String await(String beginning, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      var line = said.poll(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (line == null)
        throw new IllegalStateException(
            "The carrier did not say '" + beginning + "' within " + patience.toSeconds() + " s.");
      if (line.startsWith(beginning)) return line;
      if (line.equals("end"))
        throw new IllegalStateException("The carrier ended before it said '" + beginning + "'.");
    }
  }

  /// Sends an order and returns its answer.
  String order(String order, String answer) throws IOException, InterruptedException {
    var in = process.outputWriter(StandardCharsets.UTF_8);
    in.write(order + "\n");
    in.flush();
    return await(answer, Duration.ofMinutes(1));
  }

  /// SIGKILL to the JVM, and to whatever runs it.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  boolean endsWithin(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Ends it in good order.
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!endsWithin(Duration.ofSeconds(15))) kill();
  }
}
