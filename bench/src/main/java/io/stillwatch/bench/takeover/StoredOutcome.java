// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.bench.elastic.BenchServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What Elasticsearch holds, read without the product.
final class StoredOutcome {
  private static final int PAGE = 5_000;
  private static final Pattern NUMBER = Pattern.compile("\\[(\\d+)]: ");

  private final BenchServer server;

  StoredOutcome(BenchServer server) {
    this.server = server;
  }

  /// One alert: the command of its first job, when that was missed first, and its notifications.
  record StoredAlert(
      String id, String host, String job, Instant startedAt, boolean open, List<String> sent) {
    StoredAlert {
      sent = List.copyOf(sent);
    }
  }

  /// The state document of one host, and the epoch under which it was saved.
  record SavedState(String id, long epoch, long sequence) {}

  private JsonNode ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return server.ask(method, path, body);
  }

  private void refresh(String index) throws IOException, InterruptedException {
    ask("POST", "/" + index + "/_refresh?ignore_unavailable=true", "");
  }

  /// How often each line of a host is stored.
  Map<Integer, Integer> lines(String host) throws IOException, InterruptedException {
    refresh("stillwatch-logs-*");
    var times = new HashMap<Integer, Integer>();
    var pit = ask("POST", "/stillwatch-logs-*/_pit?keep_alive=1m", "").path("id").asText();
    if (pit.isEmpty()) return times;
    var after = "";
    while (true) {
      var body =
          """
          {"size":%d,"_source":["message"],"query":{"term":{"stillwatch.source":"push:%s"}},
           "pit":{"id":"%s","keep_alive":"1m"},"sort":["_shard_doc"]%s}\
          """
              .formatted(PAGE, host, pit, after);
      var hits = ask("POST", "/_search", body).path("hits").path("hits");
      for (var hit : hits) {
        var number = NUMBER.matcher(hit.path("_source").path("message").asText());
        times.merge(number.find() ? Integer.parseInt(number.group(1)) : -1, 1, Integer::sum);
      }
      if (hits.size() < PAGE) break;
      after = ",\"search_after\":" + hits.get(hits.size() - 1).path("sort");
    }
    ask("DELETE", "/_pit", "{\"id\":\"" + pit + "\"}");
    return times;
  }

  List<StoredAlert> alerts() throws IOException, InterruptedException {
    refresh("stillwatch-alerts");
    var alerts = new ArrayList<StoredAlert>();
    for (var hit : search("stillwatch-alerts", "[\"alert\",\"stillwatch.body\"]")) {
      var body = hit.path("_source").path("stillwatch").path("body");
      var sent = new ArrayList<String>();
      for (var one : body.path("notifications")) sent.add(one.path("id").asText());
      var job = body.path("stoppages").path(0).path("job");
      var started = hit.path("_source").path("alert").path("started_at").asText();
      alerts.add(
          new StoredAlert(
              body.path("id").asText(),
              job.path("host").path("name").asText(),
              job.path("name").asText(),
              Instant.parse(started),
              !body.path("state").asText().equals("RESOLVED"),
              sent));
    }
    return alerts;
  }

  /// Not from the last refresh but as stored now, once `ids` are known.
  List<SavedState> states(List<String> ids) throws IOException, InterruptedException {
    var saved = new ArrayList<SavedState>();
    if (ids.isEmpty()) {
      refresh("stillwatch-watch");
      for (var hit : search("stillwatch-watch", "[\"stillwatch.epoch\"]")) saved.add(state(hit));
      return saved;
    }
    var body = new StringBuilder("{\"ids\":[");
    body.append('"').append(String.join("\",\"", ids)).append("\"]}");
    var path = "/stillwatch-watch/_mget?_source_includes=stillwatch.epoch";
    for (var doc : ask("POST", path, body.toString()).path("docs")) {
      if (doc.path("found").asBoolean()) saved.add(state(doc));
    }
    return saved;
  }

  private static SavedState state(JsonNode document) {
    return new SavedState(
        document.path("_id").asText(),
        document.path("_source").path("stillwatch").path("epoch").asLong(),
        document.path("_seq_no").asLong());
  }

  private JsonNode search(String index, String fields) throws IOException, InterruptedException {
    var body = "{\"size\":1000,\"seq_no_primary_term\":true,\"_source\":" + fields + "}";
    return ask("POST", "/" + index + "/_search?ignore_unavailable=true", body)
        .path("hits")
        .path("hits");
  }
}
