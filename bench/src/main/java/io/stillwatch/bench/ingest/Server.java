// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.bench.elastic.BenchServer;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticSettings.Credentials;
import io.stillwatch.indexer.ElasticStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// Elasticsearch as the contestants of this bench meet it: emptied before every one.
final class Server implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEAP_MB = 1_024;
  private static final long SOON = Duration.ofMillis(20).toNanos();
  private static final long LATE = Duration.ofSeconds(1).toNanos();
  private static final String LOGS = "/stillwatch-logs-*";

  private final BenchServer elasticsearch;

  private Server(BenchServer elasticsearch) {
    this.elasticsearch = elasticsearch;
  }

  static Server start(Path folder) throws IOException, InterruptedException {
    return new Server(BenchServer.start(folder.resolve("elasticsearch"), HEAP_MB));
  }

  URI uri() {
    return elasticsearch.uri();
  }

  Credentials.Basic user() {
    return elasticsearch.user();
  }

  ElasticStores connect(DeadLetters deadLetters) throws StoreException {
    return ElasticStores.connect(
        uri(), elasticsearch.settings(), deadLetters, InstantSource.system());
  }

  /// Deletes what was indexed and waits until the disk has it behind it.
  void empty() throws IOException, InterruptedException {
    var names = get("/_cat/indices/stillwatch-*?format=json&h=index&expand_wildcards=all");
    for (var index : names) request("DELETE", "/" + index.path("index").asText(), new byte[0], 0);
    get("/_cluster/health?wait_for_no_initializing_shards=true&timeout=30s");
  }

  /// How many documents can be searched once this returns.
  long refreshed() throws IOException, InterruptedException {
    request("POST", LOGS + "/_refresh", new byte[0], 0);
    return searchable();
  }

  /// 0 while the index is only just being made.
  long searchable() throws IOException, InterruptedException {
    var answer = elasticsearch.answer("GET", LOGS + "/_count?filter_path=count", new byte[0], 0);
    if (answer.statusCode() == 503) return 0;
    return JSON.readTree(answer.body()).path("count").asLong();
  }

  /// Returns once Elasticsearch has taken so many documents, searchable or not. Asks rarely while
  /// many are missing, for the asking is counted as the work of the sender.
  void awaitIndexed(long documents, Duration patience) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long deadline = began + patience.toNanos();
    var filter = "filter_path=_all.primaries.indexing.index_total";
    while (true) {
      var answer = get(LOGS + "/_stats/indexing?" + filter);
      long indexed = answer.at("/_all/primaries/indexing/index_total").asLong();
      if (indexed >= documents) return;
      if (System.nanoTime() > deadline)
        throw new IOException(
            "Only " + indexed + " of " + documents + " documents arrived within " + patience + ".");
      long each = (System.nanoTime() - began) / Math.max(1, indexed);
      Thread.sleep(Duration.ofNanos(Math.clamp(each * (documents - indexed) / 2, SOON, LATE)));
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(request("GET", path, new byte[0], 0));
  }

  /// The answer; any other than 200 is an exception.
  byte[] request(String method, String path, byte[] body, int length)
      throws IOException, InterruptedException {
    var answer = elasticsearch.answer(method, path, body, length);
    if (answer.statusCode() == 200) return answer.body();
    throw new IOException(method + " " + path + " was answered " + answer.statusCode() + ".");
  }

  @Override
  public void close() {
    elasticsearch.close();
  }
}
