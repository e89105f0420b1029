// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What Elasticsearch holds, asked without the product.
final class StoredLines {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 5_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private volatile URI server;

  StoredLines(URI server) {
    this.server = server;
  }

  void server(URI newServer) {
    server = newServer;
  }

  /// How often each number is stored, and texts that nobody issued.
  record Found(Map<Integer, Integer> times, List<String> unknown) {}

  int count(String host) throws IOException, InterruptedException {
    return count("stillwatch-logs-*", of(host));
  }

  /// How many documents fit, of those that were stored by now.
  int count(String index, String query) throws IOException, InterruptedException {
    ask("POST", "/" + index + "/_refresh?ignore_unavailable=true", "");
    var path = "/" + index + "/_count?ignore_unavailable=true";
    return ask("POST", path, "{\"query\":" + query + "}").path("count").asInt();
  }

  Found read(Oracle oracle) throws IOException, InterruptedException {
    ask("POST", "/stillwatch-logs-*/_refresh?ignore_unavailable=true", "");
    var times = new HashMap<Integer, Integer>();
    var unknown = new java.util.ArrayList<String>();
    var pit = ask("POST", "/stillwatch-logs-*/_pit?keep_alive=2m", "").path("id").asText();
    if (pit.isEmpty()) return new Found(times, unknown);
    var after = "";
    while (true) {
      var body =
          "{\"size\":%d,\"_source\":[\"message\",\"event.original_b64\"],\"query\":%s,\"pit\":{\"id\":\"%s\",\"keep_alive\":\"2m\"},\"sort\":[\"_shard_doc\"]%s}"
              .formatted(PAGE, of(oracle.host()), pit, after);
      var hits = ask("POST", "/_search", body).path("hits").path("hits");
      for (var hit : hits) {
        var text = hit.path("_source").path("message").asText();
        int number = Oracle.numberOf(text);
        var original = hit.at("/_source/event/original_b64").asText();
        if (oracle.knows(number, text, original)) times.merge(number, 1, Integer::sum);
        else if (!oracle.tolerates(text)) unknown.add(text);
      }
      if (hits.size() < PAGE) break;
      after = ",\"search_after\":" + hits.get(hits.size() - 1).path("sort");
    }
    ask("DELETE", "/_pit", "{\"id\":\"" + pit + "\"}");
    return new Found(times, unknown);
  }

  /// By source, for a line may name another host.
  private static String of(String host) {
    return "{\"terms\":{\"stillwatch.source\":[\"file:%1$s\",\"push:%1$s\",\"rds:%1$s\",\"s3:logs/%1$s/\"]}}"
        .formatted(host);
  }

  /// The body of the answer; an error is an answer too.
  JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
    var publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, publisher)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60))
            .build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
  }
}
