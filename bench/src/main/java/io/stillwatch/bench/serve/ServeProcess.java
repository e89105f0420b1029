// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One `stillwatch serve` with a data folder of its own, as a child JVM that is killed, suspended
/// and started again.
public final class ServeProcess {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final String URL = "Web UI: ";

  /// What it writes must be private whatever the umask is.
  private static final String OPEN_UMASK = "umask 0; exec \"$@\"";

  private static final int LAST_LINES = 20;

  private final String name;
  private final Path config;
  private final Path data;
  private final Path log;
  private final int heapMb;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private @Nullable Process process;
  private volatile String url = "";

  public ServeProcess(String name, Path folder, String config, int heapMb) throws IOException {
    this.name = name;
    this.config = Files.writeString(folder.resolve(name + ".yaml"), config);
    this.data = folder.resolve(name);
    this.log = folder.resolve(name + ".log");
    this.heapMb = heapMb;
  }

  public String name() {
    return name;
  }

  /// Empty while it does not serve.
  public String url() {
    return url;
  }

  public void start() throws IOException {
    var command =
        List.of(
            "sh",
            "-c",
            OPEN_UMASK,
            "serve",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dorg.bytedeco.javacpp.cachedir="
                + System.getProperty("org.bytedeco.javacpp.cachedir", data + "/native"),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djdk.serialFilter=!*",
            "-Dstillwatch.log.level=INFO",
            "-Dstillwatch.elasticsearch.zip="
                + System.getProperty("stillwatch.elasticsearch.zip", "missing"),
            "-Xmx" + heapMb + "m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--config",
            config.toString(),
            "--data",
            data.toString());
    var started = new ProcessBuilder(command).redirectErrorStream(true).start();
    process = started;
    var out = started.inputReader(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(() -> listen(out));
  }

  private void listen(BufferedReader out) {
    try {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (line.startsWith(URL)) url = line.substring(URL.length()).replaceFirst(" .*", "");
      }
    } catch (IOException e) {
      // killed while it wrote
    }
  }

  public void awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (url.isEmpty()) {
      if (!running().isAlive()) throw new IllegalStateException(name + " ended:\n" + lastLines());
      if (System.nanoTime() > deadline)
        throw new IllegalStateException(name + " was not ready within 3 minutes:\n" + lastLines());
      Thread.sleep(100);
    }
  }

  /// Of its log, which is removed with the world.
  private String lastLines() {
    try (var lines = Files.lines(log)) {
      var all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
    } catch (IOException e) {
      return "Its log cannot be read: " + e;
    }
  }

  private Process running() {
    if (process == null) throw new IllegalStateException(name + " was not started.");
    return process;
  }

  /// SIGKILL.
  public void kill() {
    if (process == null) return;
    url = "";
    process.destroyForcibly();
    process.onExit().join();
  }

  /// SIGTERM; how long it took to end.
  public Duration terminate() throws InterruptedException {
    url = "";
    long start = System.nanoTime();
    running().destroy();
    if (!running().waitFor(1, TimeUnit.MINUTES)) kill();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  public long pid() {
    return running().pid();
  }

  public Path data() {
    return data;
  }

  public Path log() {
    return log;
  }

  public void suspend() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(running().pid())).start();
    if (kill.waitFor() != 0) throw new IllegalStateException("kill -" + signal + " failed.");
  }

  /// The roles that the process reports to hold; none while it does not respond.
  public Set<String> held() throws InterruptedException {
    var held = new TreeSet<String>();
    if (url.isEmpty()) return held;
    var request = HttpRequest.newBuilder(URI.create(url + "/readyz")).timeout(ANSWER).build();
    try {
      var body = http.send(request, BodyHandlers.ofString()).body();
      for (JsonNode role : JSON.readTree(body).path("roles")) {
        if (role.path("held_here").asBoolean()) held.add(role.path("role").asText());
      }
    } catch (IOException e) {
      return new TreeSet<>(); // it starts or ends
    }
    return held;
  }

  /// How many lines its log has.
  public int logLines() throws IOException {
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  /// Whether a line from there on contains the text.
  public boolean logged(int from, String text) throws IOException {
    return Files.readAllLines(log).stream().skip(from).anyMatch(line -> line.contains(text));
  }
}
