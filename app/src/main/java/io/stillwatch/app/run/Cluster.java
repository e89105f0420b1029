// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import io.stillwatch.app.config.Config.ElasticsearchConfig;
import io.stillwatch.core.store.DeadLetters;
import io.stillwatch.core.store.Document;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.indexer.ElasticSettings;
import io.stillwatch.indexer.ElasticStores;
import io.stillwatch.indexer.embedded.EmbeddedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;

/// The Elasticsearch in use: the user's own by URL, or the embedded one.
final class Cluster implements AutoCloseable {
  /// Set by the launcher: the server as Maven downloaded it.
  private static final String ZIP = "stillwatch.elasticsearch.zip";

  private final URI uri;
  private final ElasticSettings settings;
  private final Parts parts;

  private Cluster(URI uri, ElasticSettings settings, Parts parts) {
    this.uri = uri;
    this.settings = settings;
    this.parts = parts;
  }

  static Cluster of(ElasticsearchConfig config, DataFolder data)
      throws IOException, InterruptedException {
    if (!config.url().isEmpty()) return at(config);
    var parts = new Parts();
    var problem = embedded();
    if (!problem.isEmpty()) throw new IOException(problem);
    var zip = System.getProperty(ZIP, "");
    var server =
        parts.keep(
            EmbeddedElasticsearch.start(
                data.folder("elasticsearch"), Path.of(zip), OptionalInt.empty(), config.heapMb()));
    return new Cluster(server.uri(), ElasticSettings.of(server), parts);
  }

  /// Why the embedded server cannot be started; empty if its files are there.
  static String embedded() {
    var zip = System.getProperty(ZIP, "");
    if (!zip.isEmpty() && Files.exists(Path.of(zip))) return "";
    return "The embedded Elasticsearch is not at '"
        + zip
        + "': build with ./stillwatch, or set elasticsearch.url.";
  }

  /// The user's own, by its URL.
  static Cluster at(ElasticsearchConfig config) throws IOException {
    return new Cluster(URI.create(config.url()), settings(config), new Parts());
  }

  private static ElasticSettings settings(ElasticsearchConfig config) throws IOException {
    if (!config.apiKeyFile().isEmpty()) {
      return ElasticSettings.CLUSTER.withCredentials(
          new ElasticSettings.Credentials.ApiKey(secret(config.apiKeyFile())));
    }
    if (config.user().isEmpty()) return ElasticSettings.CLUSTER;
    return ElasticSettings.CLUSTER.withCredentials(
        new ElasticSettings.Credentials.Basic(config.user(), secret(config.passwordFile())));
  }

  private static String secret(String file) throws IOException {
    return Files.readString(Path.of(file)).strip();
  }

  ElasticStores connect(DeadLetters deadLetters, InstantSource clock, Duration pause)
      throws StoreException, InterruptedException {
    return ElasticStores.await(uri, settings, deadLetters, clock, pause);
  }

  /// Throws if the cluster cannot be used now; for what stores no evidence.
  ElasticStores connectToRead(InstantSource clock) throws StoreException {
    return ElasticStores.connect(uri, settings, Cluster::refuse, clock);
  }

  private static void refuse(Document document, String reason) throws StoreException {
    throw new StoreException(document.index() + "/" + document.id() + " was rejected: " + reason);
  }

  @Override
  public void close() {
    parts.close();
  }
}
