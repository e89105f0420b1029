// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.search;

import io.stillwatch.app.http.WebPorts;
import io.stillwatch.app.http.WebServer;
import io.stillwatch.app.http.WebSettings;
import io.stillwatch.bench.elastic.BenchServer;
import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.core.plan.Maintenance;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.ui.ports.Backlog;
import io.stillwatch.ui.ports.Collecting;
import io.stillwatch.ui.ports.Detecting;
import io.stillwatch.ui.ports.Feedback;
import io.stillwatch.ui.ports.Present;
import io.stillwatch.ui.ports.Refused;
import io.stillwatch.ui.ports.Routing;
import io.stillwatch.ui.ports.Searching;
import io.stillwatch.ui.ports.Storage;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.ports.UiSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/// The embedded Elasticsearch with the product's stores and its web server before it.
final class SearchWorld implements AutoCloseable {
  private static final int HEAP_MB = 1_024;

  private final BenchServer elasticsearch;
  private final ElasticStores stores;
  private final WebServer server;

  private SearchWorld(BenchServer elasticsearch, ElasticStores stores, WebServer server) {
    this.elasticsearch = elasticsearch;
    this.stores = stores;
    this.server = server;
  }

  static SearchWorld start(Path folder) throws IOException, StoreException, InterruptedException {
    var elasticsearch = BenchServer.start(folder.resolve("elasticsearch"), HEAP_MB);
    var stores =
        ElasticStores.connect(
            elasticsearch.uri(),
            elasticsearch.settings(),
            SearchWorld::refused,
            InstantSource.system());
    var settings = WebSettings.local(0);
    var server =
        new WebServer(
            new WebPorts(views(stores), List.of(), List.of()), settings, WebServer.bind(settings));
    server.start();
    return new SearchWorld(elasticsearch, stores, server);
  }

  private static UiPorts views(ElasticStores stores) {
    return new UiPorts(
        stores.outcomes(),
        stores.alerts(),
        Routing.NONE,
        stores.findings(),
        new Collecting(
            stores.sources(),
            stores.gaps(),
            () -> Backlog.NONE,
            () -> Refused.NOTHING,
            () -> Storage.NOTHING),
        new Detecting(
            stores.training(),
            () -> stores.states().progress().judgedUntil(),
            new Feedback(stores.labels(), 0),
            Maintenance.NONE),
        new Searching(stores.search(), stores.savedViews()),
        new Present(InstantSource.system(), stores.changes(), SelfCheck.NONE),
        UiSettings.of(ZoneId.of("UTC")));
  }

  private static void refused(Document document, String reason) throws StoreException {
    throw new StoreException("Elasticsearch refused a document: " + reason);
  }

  void load(SearchJobs jobs) throws StoreException {
    stores.outcomes().statuses().put(jobs.statuses());
    stores.outcomes().verdicts().putVerdicts(jobs.verdicts());
  }

  ElasticStores stores() {
    return stores;
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + server.port() + "/");
  }

  /// The body of the answer, which must not be an error.
  byte[] elasticsearch(String method, String path, String body)
      throws IOException, InterruptedException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var answer = elasticsearch.answer(method, path, bytes, bytes.length);
    if (answer.statusCode() >= 300)
      throw new IOException(
          path
              + " was answered "
              + answer.statusCode()
              + ": "
              + new String(answer.body(), StandardCharsets.UTF_8));
    return answer.body();
  }

  @Override
  public void close() {
    server.close();
    stores.close();
    elasticsearch.close();
  }
}
