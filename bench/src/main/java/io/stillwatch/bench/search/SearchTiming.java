// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.search.KqlQuery;
import io.stillwatch.core.search.SearchRequest;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/// Times one thing after another, each as a browser or a program asks for it.
record SearchTiming(SearchWorld world, SearchLines lines, int rounds, Figures figures) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BARS = 50;
  private static final int PAGE = 100;
  private static final int SCROLL = 5_000;

  /// As the API answers them at most.
  private static final long MOST_EXPORTED = 1_000_000;

  private static final List<String> VIEWS =
      List.of("", "timelines", "alerts", "anomalies", "findings", "sources", "detector");

  /// Something that is timed.
  @FunctionalInterface
  private interface Step {
    void run() throws IOException, StoreException, InterruptedException;
  }

  private static long nanos(Step step) throws IOException, StoreException, InterruptedException {
    long began = System.nanoTime();
    step.run();
    return System.nanoTime() - began;
  }

  /// No query is asked twice, so that no cache of Elasticsearch has its answer.
  private static String kql(int round) {
    return switch (round % 4) {
      case 0 -> "host.name: \"host-" + round % 200 + "\"";
      case 1 -> "message: \"connection reset\" and process.pid > " + (1_000 + round);
      case 2 -> "log.level: ERROR and not host.name: \"host-" + round % 200 + "\"";
      default -> "process.pid >= " + (1_000 + round);
    };
  }

  /// The same search over the API and straight from Elasticsearch, by turns; then the view.
  void searches() throws IOException, StoreException, InterruptedException {
    var ours = new ArrayList<Long>();
    var straight = new ArrayList<Long>();
    var values = new ArrayList<Long>();
    var pages = new ArrayList<Long>();
    try (var http = HttpClient.newHttpClient();
        var tab = new OpenTab(world.root())) {
      for (int round = 0; round < rounds; round++) {
        var q = URLEncoder.encode(kql(2 * round), UTF_8);
        ours.add(nanos(() -> get(http, "api/v1/search?limit=" + PAGE + "&q=" + q + range())));
        var inspected = world.stores().search().inspect(request(kql(2 * round + 1)));
        straight.add(
            nanos(() -> world.elasticsearch("POST", inspected.path(), other(inspected.request()))));
        values.add(
            nanos(() -> get(http, "api/v1/search/fields/host.name/values?q=" + q + range())));
        pages.add(nanos(() -> tab.go("discover", "q=" + q + range())));
      }
    }
    figures.put("documents", lines.documents());
    figures.put("discover_p95_ms", Figures.percentileMillis(pages, 0.95));
    figures.put("api_p50_ms", Figures.percentileMillis(ours, 0.5));
    figures.put("curl_p50_ms", Figures.percentileMillis(straight, 0.5));
    figures.put(
        "discover_over_curl",
        Figures.percentileMillis(ours, 0.5) / Figures.percentileMillis(straight, 0.5));
    figures.put("values_p95_ms", Figures.percentileMillis(values, 0.95));
  }

  /// Inspecting has run the request; another bound keeps its answer out of the comparison.
  private static String other(String request) {
    return request.replace("\"timeout\" : \"10s\"", "\"timeout\" : \"11s\"");
  }

  private SearchRequest request(String kql) {
    return new SearchRequest(
        KqlQuery.parse(kql, world.stores().search().fields()),
        lines.from(),
        lines.until(),
        new SearchRequest.Rows(0, PAGE, SearchRequest.Order.NEWEST),
        new SearchRequest.Histogram(BARS, ""));
  }

  private String range() {
    return "&from=" + lines.from() + "&to=" + lines.until();
  }

  private String get(HttpClient http, String path) throws IOException, InterruptedException {
    var answer = http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200)
      throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
    return answer.body();
  }

  private URI uri(String path) {
    return URI.create(world.root() + path);
  }

  void views() throws IOException, StoreException, InterruptedException {
    var times = new ArrayList<Long>();
    try (var tab = new OpenTab(world.root())) {
      for (int round = 0; round < rounds; round++) {
        for (var view : VIEWS) times.add(nanos(() -> tab.go(view, "")));
      }
    }
    figures.put("view_switch_p95_ms", Figures.percentileMillis(times, 0.95));
  }

  void export() throws IOException, StoreException, InterruptedException {
    long wanted = Math.min(MOST_EXPORTED, lines.documents());
    long scroll = nanos(() -> scroll(wanted));
    var path = "api/v1/search/export?format=ndjson" + range();
    long[] rows = {0};
    long took;
    try (var http = HttpClient.newHttpClient()) {
      took =
          nanos(() -> {
            var answer =
                http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofLines());
            try (var all = answer.body()) {
              rows[0] = all.count();
            }
          });
    }
    if (rows[0] != wanted) throw new IOException(rows[0] + " of " + wanted + " rows exported.");
    figures.put("export_rows_per_s", rows[0] / (took / 1e9));
    figures.put("export_over_scroll", (double) scroll / took);
  }

  /// All lines by search_after, as fast as Elasticsearch gives them.
  private void scroll(long wanted) throws IOException, InterruptedException {
    var view =
        JSON.readTree(world.elasticsearch("POST", "/stillwatch-logs/_pit?keep_alive=2m", ""))
            .path("id")
            .asText();
    var request = JSON.createObjectNode().put("size", SCROLL).put("track_total_hits", false);
    request.putObject("pit").put("id", view).put("keep_alive", "2m");
    var sort = request.putArray("sort");
    sort.addObject().put("@timestamp", "desc");
    sort.addObject().put("log.offset", "desc");
    for (long read = 0; read < wanted; ) {
      var answer = JSON.readTree(world.elasticsearch("POST", "/_search", request.toString()));
      var hits = answer.path("hits").path("hits");
      if (hits.isEmpty()) return;
      read += hits.size();
      request.set("search_after", hits.get(hits.size() - 1).path("sort"));
    }
  }

  /// What stays in memory for each tab, after its view was drawn.
  void tabs(int count) throws IOException, InterruptedException {
    var open = new ArrayList<OpenTab>();
    try {
      var first = new OpenTab(world.root());
      open.add(first);
      first.go("discover", range().substring(1));
      long before = used();
      for (int i = 0; i < count; i++) {
        var tab = new OpenTab(world.root());
        open.add(tab);
        tab.go(i % 2 == 0 ? "discover" : "timelines", range().substring(1));
      }
      figures.put("tab_mb", Math.max(0, used() - before) / (double) count / (1 << 20));
    } finally {
      open.forEach(OpenTab::close);
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
