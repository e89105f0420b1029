// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.bench.elastic.BenchServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Elasticsearch holds, asked without the product.
final class StoredLines {
  private static final int PAGE = 5_000;

  private final BenchServer server;

  StoredLines(BenchServer server) {
    this.server = server;
  }

  /// A place in a file, and the time of the line before it.
  record Place(long offset, String at) {}

  /// How often each number is stored, where its line ended in its file, and texts that nobody
  /// issued.
  record Found(Map<Integer, Integer> times, Map<Integer, Place> ends, List<String> unknown) {}

  int count(String host) throws IOException, InterruptedException {
    return count("stillwatch-logs-*", of(host));
  }

  /// How many documents fit, of those that were stored by now.
  int count(String index, String query) throws IOException, InterruptedException {
    ask("POST", "/" + index + "/_refresh?ignore_unavailable=true", "");
    var path = "/" + index + "/_count?ignore_unavailable=true";
    return ask("POST", path, "{\"query\":" + query + "}").path("count").asInt();
  }

  /// Where the gaps begin that the filters name, a thousand of them at most.
  Set<Place> places(String filters) throws IOException, InterruptedException {
    var index = "/stillwatch-snapshots-*/";
    ask("POST", index + "_refresh?ignore_unavailable=true", "");
    var body =
        "{\"size\":1000,\"_source\":[\"log.offset\",\"@timestamp\"],\"query\":{\"bool\":{\"filter\":["
            + filters
            + "]}}}";
    var places = new HashSet<Place>();
    for (var hit : ask("POST", index + "_search?ignore_unavailable=true", body).at("/hits/hits"))
      places.add(
          new Place(
              hit.at("/_source/log/offset").asLong(), hit.at("/_source/@timestamp").asText()));
    return places;
  }

  Found read(Oracle oracle) throws IOException, InterruptedException {
    ask("POST", "/stillwatch-logs-*/_refresh?ignore_unavailable=true", "");
    var times = new HashMap<Integer, Integer>();
    var ends = new HashMap<Integer, Place>();
    var unknown = new java.util.ArrayList<String>();
    var pit = ask("POST", "/stillwatch-logs-*/_pit?keep_alive=2m", "").path("id").asText();
    if (pit.isEmpty()) return new Found(times, ends, unknown);
    var after = "";
    while (true) {
      var body =
          "{\"size\":%d,\"_source\":[\"message\",\"event.original_b64\",\"log.offset\",\"@timestamp\"],\"query\":%s,\"pit\":{\"id\":\"%s\",\"keep_alive\":\"2m\"},\"sort\":[\"_shard_doc\"]%s}"
              .formatted(PAGE, of(oracle.host()), pit, after);
      var hits = ask("POST", "/_search", body).path("hits").path("hits");
      for (var hit : hits) {
        var text = hit.path("_source").path("message").asText();
        int number = Oracle.numberOf(text);
        var original = hit.at("/_source/event/original_b64").asText();
        long offset = hit.at("/_source/log/offset").asLong();
        long end = offset + text.getBytes(StandardCharsets.UTF_8).length + 1;
        ends.put(number, new Place(end, hit.at("/_source/@timestamp").asText()));
        if (oracle.knows(number, text, original)) times.merge(number, 1, Integer::sum);
        else if (!oracle.tolerates(text)) unknown.add(text);
      }
      if (hits.size() < PAGE) break;
      after = ",\"search_after\":" + hits.get(hits.size() - 1).path("sort");
    }
    ask("DELETE", "/_pit", "{\"id\":\"" + pit + "\"}");
    return new Found(times, ends, unknown);
  }

  /// By source, for a line may name another host.
  private static String of(String host) {
    return "{\"terms\":{\"stillwatch.source\":[\"file:%1$s\",\"push:%1$s\",\"rds:%1$s\",\"s3:logs/%1$s/\"]}}"
        .formatted(host);
  }

  JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
    return server.ask(method, path, body);
  }
}
