// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.client.ElasticClient;
import io.stillwatch.indexer.embedded.EmbeddedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// One real server for all tests of this JVM; it stops when the JVM ends.
///
/// Every `Warning:` header in a response is a failure.
public final class RealElasticsearch {
  private static final Object LOCK = new Object();
  private static EmbeddedElasticsearch server;

  private RealElasticsearch() {}

  static URI uri() throws IOException, InterruptedException {
    return server().uri();
  }

  /// With the rights that the product has.
  static ElasticSettings settings() throws IOException, InterruptedException {
    return settings(server());
  }

  public static ElasticSettings settings(EmbeddedElasticsearch server) {
    var embedded = ElasticSettings.of(server);
    return ElasticSettings.CLUSTER.withCredentials(
        embedded.credentials(), embedded.searchCredentials());
  }

  private static ElasticSettings strict() throws IOException, InterruptedException {
    return settings().failingOnWarnings();
  }

  private static EmbeddedElasticsearch server() throws IOException, InterruptedException {
    synchronized (LOCK) {
      if (server == null) {
        server =
            EmbeddedElasticsearch.start(
                Path.of(System.getProperty("stillwatch.elasticsearch.home")),
                Path.of(System.getProperty("stillwatch.elasticsearch.zip")),
                OptionalInt.empty(),
                EmbeddedElasticsearch.DEFAULT_HEAP_MB);
      }
      return server;
    }
  }

  public static ElasticClient client() throws Exception {
    return RestClients.client(uri(), strict());
  }

  public static ElasticClient client(URI uri, ElasticSettings settings) throws StoreException {
    return RestClients.client(uri, settings);
  }

  /// Stores on a cluster without any Stillwatch indices, only templates.
  public static ElasticStores empty() throws Exception {
    return empty(new Letters());
  }

  static ElasticStores empty(DeadLetters letters) throws Exception {
    wipe();
    return ElasticStores.connect(uri(), strict(), letters, InstantSource.system());
  }

  static ElasticStores connectAgain() throws Exception {
    return ElasticStores.connect(uri(), strict(), new Letters(), InstantSource.system());
  }

  private static void wipe() throws Exception {
    try (var client = client()) {
      var names = new ArrayList<String>();
      client
          .get("/_cat/indices/stillwatch-*?format=json&h=index&expand_wildcards=all")
          .forEach(index -> names.add(index.path("index").asText()));
      for (int i = 0; i < names.size(); i += 50) {
        var some = names.subList(i, Math.min(names.size(), i + 50));
        client.send("DELETE", "/" + String.join(",", some), new byte[0]);
      }
    }
  }

  /// Dead letters that a test can inspect.
  static final class Letters implements DeadLetters {
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    @Override
    public void keep(Document document, String reason) throws StoreException {
      reasons.put(document.id(), reason);
    }

    Map<String, String> reasons() {
      return reasons;
    }

    List<String> ids() {
      return List.copyOf(reasons.keySet());
    }
  }
}
