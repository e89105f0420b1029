// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.search.SearchPlaces;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.ui.ports.Searching;
import io.stillwatch.ui.ports.UiPorts;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What one address may ask of the search at the same time, over real HTTP.
class SearchLimitsTest {
  private static final String EXPORT = "/api/v1/search/export?format=ndjson";

  private final CountDownLatch asked = new CountDownLatch(SearchPlaces.EXPORTS_OF_A_USER);
  private final CountDownLatch end = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;
  private volatile boolean cut;

  /// Exports do not end until they are let.
  private LogSearch slow(LogSearch search) {
    return (LogSearch)
        Proxy.newProxyInstance(
            LogSearch.class.getClassLoader(),
            new Class<?>[] {LogSearch.class},
            (_, method, arguments) -> {
              if (!method.getName().equals("each")) return method.invoke(search, arguments);
              if (cut) return cut((LogSearch.Sink) arguments[3]);
              asked.countDown();
              end.await();
              return 0L;
            });
  }

  /// As where the client takes its lines too slowly.
  private static long cut(LogSearch.Sink sink) throws IOException {
    var line = new Hit("logs", "1", Instant.EPOCH, Map.of("message", "x".repeat(1_000)));
    for (int i = 0; i < 500; i++) sink.accept(line);
    throw new IOException("too slow");
  }

  @BeforeEach
  void start() throws Exception {
    var ports = Story.empty().ports();
    var search = new Searching(slow(new FixtureSearch()), ports.searching().views());
    server =
        StoryServer.of(
            new UiPorts(
                ports.outcomes(),
                ports.alerts(),
                ports.routing(),
                ports.findings(),
                ports.collecting(),
                ports.detecting(),
                search,
                ports.present(),
                ports.settings()),
            0);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.close();
    client.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void further_exports_are_refused_until_one_ends() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SearchPlaces.EXPORTS_OF_A_USER; i++) threads.submit(() -> get(EXPORT));
      asked.await();
      var refused = get(EXPORT);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("10");
      assertThat(refused.body()).contains("2 for a user");
      assertThat(get("/api/v1/search?limit=1").statusCode()).isEqualTo(200);
      end.countDown();
    }
    assertThat(get(EXPORT).statusCode()).isEqualTo(200);
  }

  @Test
  void an_export_that_is_ended_early_does_not_look_complete() {
    cut = true;
    assertThatThrownBy(() -> get(EXPORT)).isInstanceOf(IOException.class);
  }

  @Test
  void an_offset_beyond_all_hits_is_a_bad_request() throws Exception {
    var answer = get("/api/v1/search?limit=100&offset=2147483647");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Only the first 10,000 hits");
  }
}
