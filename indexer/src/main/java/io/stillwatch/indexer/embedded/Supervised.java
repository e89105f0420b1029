// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's process tree: a supervisor shell, Elasticsearch's launcher, and the server.
///
/// The shell's standard input is a pipe that only this process holds open. When this process dies,
/// by whatever signal, the kernel closes the pipe, the shell reads the end of its input and stops
/// the launcher; the server in turn stops when its launcher has ended. `setpriv --pdeathsig` is not
/// sufficient: that signal follows the thread that started the child, not the process (prctl(2)).
final class Supervised implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);

  /// What it has acknowledged is on the disk, so that killing it loses nothing.
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(8);

  /// All processes of the tree ignore the signals of the terminal: Stillwatch decides when the
  /// server stops, after everything is written.
  private static final String WATCH =
      """
      exec >"$1" 2>&1
      shift
      trap '' INT QUIT HUP
      exec 3<&0 </dev/null
      "$@" 3<&- &
      server=$!
      (
        read -r line <&3
        kill -TERM "$server"
        left=30
        while [ "$left" -gt 0 ] && kill -0 "$server"; do sleep 1; left=$((left - 1)); done
        kill -KILL "$server"
      ) >/dev/null 2>&1 &
      watch=$!
      exec 3<&-
      wait "$server"
      status=$?
      kill "$watch" 2>/dev/null
      exit "$status"
      """;

  /// For the launcher and its helpers, which run for a second or only wait.
  private static final String SMALL_JVM_OPTIONS =
      "-Xms4m -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private final Process shell;

  private Supervised(Process shell) {
    this.shell = shell;
  }

  static Supervised start(ServerHome home, Distribution distribution, Account account)
      throws IOException {
    var javaHome = Path.of(System.getProperty("java.home"));
    var java = javaHome.resolve("bin/java").toString();
    var command = new ArrayList<>(List.of("/bin/sh", "-c", WATCH, "stillwatch-elasticsearch"));
    command.add(home.console().toString());
    command.add(java);
    command.addAll(List.of(SMALL_JVM_OPTIONS.split(" ")));
    command.add("-Djava.io.tmpdir=" + home.temporary());
    command.addAll(List.of("-cp", distribution.folder() + "/lib/tools/server-launcher/*"));
    command.add("org.elasticsearch.server.launcher.ServerLauncher");
    command.addAll(List.of("--quiet", "--pidfile", home.pidFile().toString()));
    var needed = List.of(home.folder().resolve("data"), javaHome.resolve("bin"));
    var builder = new ProcessBuilder(account.running(command, needed));
    builder.directory(distribution.folder().toFile()); // the launcher searches modules below it
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT); // of setpriv; the shell has a file
    environment(builder, home, distribution);
    return new Supervised(builder.start());
  }

  /// The variables that `bin/elasticsearch` sets; no other variable of this process may influence
  /// the server's JVM.
  private static void environment(ProcessBuilder builder, ServerHome home, Distribution es) {
    var environment = builder.environment();
    var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    var javaHome = System.getProperty("java.home");
    environment.put("PATH", path);
    environment.put("JAVA", javaHome + File.separator + "bin" + File.separator + "java");
    environment.put("ES_JAVA_HOME", javaHome);
    environment.put("JAVA_TYPE", "ES_JAVA_HOME");
    environment.put("ES_HOME", es.folder().toString());
    environment.put("ES_PATH_CONF", home.config().toString());
    environment.put("ES_DISTRIBUTION_TYPE", "zip");
    environment.put("ES_TMPDIR", home.temporary().toString());
    environment.put("CLI_JAVA_OPTS", SMALL_JVM_OPTIONS + " -Djava.io.tmpdir=" + home.temporary());
    environment.put("HOSTNAME", "localhost");
    environment.put("LC_ALL", "C.UTF-8");
  }

  boolean alive() {
    return shell.isAlive();
  }

  @Override
  public void close() {
    var all = shell.descendants().toList();
    try {
      shell.getOutputStream().close(); // the shell reads the end of its input
      if (shell.waitFor(STOPS_WITHIN)) return;
      LOG.atWarn().addKeyValue("pid", shell.pid()).log("The server did not stop; killing it.");
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("Stopping the server failed; killing it.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }

  /// Waits for the process to end; false if it is still running.
  boolean endsWithin(Duration patience) throws InterruptedException {
    return shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
