// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Lines that are written and pushed while a fault is played: a program that logs, and a shipper
/// that repeats a batch until it is taken.
final class Traffic {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LINES = 12;
  private static final Duration PAUSE = Duration.ofMillis(60);

  private final Oracle oracle;
  private final Path file;
  private final IntSupplier port;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean running;
  private List<Thread> threads = List.of();

  /// `port` is that of the carrier of the moment, 0 while there is none.
  Traffic(Oracle oracle, Path file, IntSupplier port) {
    this.oracle = oracle;
    this.file = file;
    this.port = port;
  }

  void start() {
    running = true;
    threads =
        List.of(
            Thread.ofVirtual().start(() -> forever(this::log)),
            Thread.ofVirtual().start(() -> forever(this::ship)));
  }

  private interface Turn {
    void take() throws IOException, InterruptedException;
  }

  private void forever(Turn turn) {
    try {
      while (running) {
        turn.take();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void log() throws IOException {
    write(LINES);
  }

  private void ship() throws InterruptedException {
    push(LINES);
  }

  /// Appends so many lines to the log.
  void write(int lines) throws IOException {
    var text = new ArrayList<String>(lines);
    for (int i = 0; i < lines; i++) text.add(oracle.line());
    append(String.join("\n", text) + "\n");
    oracle.acknowledge(text); // a file can be read again: nobody waits for an answer
  }

  void append(String text) throws IOException {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  synchronized void append(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Pushes so many lines and returns when they were acknowledged.
  void push(int lines) throws InterruptedException {
    var text = new ArrayList<String>(lines);
    for (int i = 0; i < lines; i++) text.add(oracle.line());
    var body = new StringBuilder();
    for (var line : text) {
      var document = JsonNodeFactory.instance.objectNode().put("message", line);
      document.putObject("host").put("name", oracle.host());
      body.append(action(oracle.host() + "-" + Oracle.numberOf(line)));
      body.append(document).append('\n');
    }
    push(body.toString());
    oracle.acknowledge(text);
  }

  static String action(String id) {
    var action = JsonNodeFactory.instance.objectNode();
    action.putObject("create").put("_index", "logs").put("_id", id);
    return action + "\n";
  }

  /// Repeats a bulk request until all of it is acknowledged.
  void push(String body) throws InterruptedException {
    while (!taken(body)) {
      refused.incrementAndGet();
      Thread.sleep(Duration.ofMillis(50));
    }
  }

  private boolean taken(String body) throws InterruptedException {
    if (port.getAsInt() == 0) return false;
    var where = URI.create("http://127.0.0.1:" + port.getAsInt() + "/ingest/es/_bulk");
    var request =
        HttpRequest.newBuilder(where)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-ndjson")
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          && !JSON.readTree(answer.body()).path("errors").asBoolean(true);
    } catch (IOException e) {
      return false; // killed in between, or away
    }
  }

  /// How many requests were not taken since the last time that somebody asked.
  int refused() {
    return refused.getAndSet(0);
  }

  /// Ends after what is under way.
  void stop(Duration patience) throws InterruptedException {
    running = false;
    for (var thread : threads) {
      if (thread.join(patience)) continue;
      thread.interrupt();
      throw new IllegalStateException(
          "A pushed batch was not acknowledged within " + patience.toSeconds() + " s.");
    }
    threads = List.of();
  }
}
