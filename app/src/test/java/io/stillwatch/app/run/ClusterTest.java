// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stillwatch.app.config.Config.ElasticsearchConfig;
import io.stillwatch.core.evidence.LogEvent;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.testkit.store.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of the user's own that is not there yet, played by a server that is told its answers.
class ClusterTest {
  private static final int CUT = 0;

  @TempDir private Path folder;
  private final Queue<Integer> answers = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void open() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::play);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void play(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = answers.size() > 1 ? answers.remove() : answers.element();
      if (status == CUT) return;
      var body =
          "{\"error\":{\"type\":\"as_played\",\"reason\":\"status %d\"}}"
              .formatted(status)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("X-elastic-product", "Elasticsearch");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void a_cluster_that_starts_later_is_waited_for_and_one_that_refuses_us_is_not() throws Exception {
    answers.addAll(List.of(CUT, 503, CUT, 429, 502, 401));
    assertThatThrownBy(() -> connect("http://127.0.0.1:" + server.getAddress().getPort()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("credentials");
    assertThat(answers).containsExactly(401);
  }

  @Test
  void an_address_that_is_none_is_an_error_at_once() {
    assertThatThrownBy(() -> connect("localhost:9200"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not the URL of a server");
  }

  @Test
  void a_cluster_of_ones_own_gets_an_index_a_day() throws Exception {
    answers.add(200);
    var key = Files.writeString(folder.resolve("key"), "a2V5").toString();
    for (var keyFile : List.of("", key)) {
      var url = "http://127.0.0.1:" + server.getAddress().getPort();
      try (var data = DataFolder.open(folder);
          var cluster = Cluster.of(new ElasticsearchConfig(url, keyFile, "", "", 512), data);
          var stores =
              cluster.connect(
                  (_, _) -> {}, InstantSource.fixed(Samples.AT), Duration.ofMillis(1))) {
        var line = Samples.line(1, new LogEvent.DaemonStarted("cron"), Samples.AT, "up");
        assertThat(stores.documents().encode(List.of(line)).getFirst().index())
            .isEqualTo("stillwatch-logs-cron.syslog-2026.11.20");
      }
    }
  }

  private void connect(String url) throws Exception {
    try (var data = DataFolder.open(folder);
        var cluster = Cluster.of(new ElasticsearchConfig(url, "", "", "", 512), data)) {
      cluster
          .connect((document, reason) -> {}, InstantSource.system(), Duration.ofMillis(1))
          .close();
    }
  }
}
