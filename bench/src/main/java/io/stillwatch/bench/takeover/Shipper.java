// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stillwatch.bench.serve.ServeProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The log shipper of one host: sends each second of lines in order, and repeats it, to one process
/// after the other, until one of them accepts it.
final class Shipper implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final CronHost host;
  private final EvidenceClock clock;
  private final List<ServeProcess> targets;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private int target;
  private volatile boolean running = true;
  private volatile Instant shippedUntil = Instant.MIN;
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);

  /// Begins with the process of that number.
  Shipper(CronHost host, EvidenceClock clock, List<ServeProcess> targets, int first) {
    this.host = host;
    this.clock = clock;
    this.targets = targets;
    this.target = first;
  }

  void start() {
    thread.start();
  }

  /// Everything before this was accepted.
  Instant shippedUntil() {
    return shippedUntil;
  }

  private void run() {
    try {
      var next = clock.now().truncatedTo(ChronoUnit.SECONDS);
      ship("/ingest/snapshot", host.snapshot(next));
      while (running) {
        var body = new StringBuilder();
        for (var now = clock.now(); next.isBefore(now); next = next.plusSeconds(1)) {
          for (var line : host.second(next)) body.append(item(line));
        }
        if (!body.isEmpty()) ship("/ingest/es/_bulk", body.toString());
        shippedUntil = next;
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String item(CronHost.Line line) {
    var action = JsonNodeFactory.instance.objectNode();
    action.putObject("create").put("_index", "logs").put("_id", host.name() + "-" + line.number());
    var document = JsonNodeFactory.instance.objectNode().put("message", line.text());
    document.putObject("host").put("name", host.name());
    return action + "\n" + document + "\n";
  }

  private void ship(String path, String body) throws InterruptedException {
    while (!accepted(path, body)) {
      target = (target + 1) % targets.size();
      Thread.sleep(50);
    }
  }

  private boolean accepted(String path, String body) throws InterruptedException {
    var url = targets.get(target).url();
    if (url.isEmpty()) return false;
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-ndjson")
            .timeout(PATIENCE)
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200
          && !JSON.readTree(answer.body()).path("errors").asBoolean(false);
    } catch (IOException e) {
      return false; // killed or suspended meanwhile
    }
  }

  /// Ends after what is being sent.
  @Override
  public void close() {
    running = false;
    try {
      if (!thread.join(Duration.ofMinutes(2))) thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }
}
