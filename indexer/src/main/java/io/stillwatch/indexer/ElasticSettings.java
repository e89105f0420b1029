// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.indexer.document.IndexPeriod;
import io.stillwatch.indexer.embedded.EmbeddedElasticsearch;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// How to connect to a cluster: credentials, trusted certificate, timeout.
///
/// `searchCredentials` are for searches that people type.
///
/// `refreshInterval` is after how long others see what one process wrote.
///
/// `failOnWarnings` turns a `Warning:` header (a deprecated call) into an error; tests set it.
public record ElasticSettings(
    Credentials credentials,
    Credentials searchCredentials,
    Optional<Path> caCertificate,
    Duration timeout,
    IndexPeriod indexPeriod,
    Duration refreshInterval,
    boolean failOnWarnings) {
  /// For the user's own cluster, before credentials are added.
  public static final ElasticSettings CLUSTER =
      new ElasticSettings(
          new Credentials.None(),
          new Credentials.None(),
          Optional.empty(),
          Duration.ofSeconds(60),
          IndexPeriod.DAY,
          Duration.ofSeconds(1),
          false);

  /// For the embedded server, before credentials are added: few indices, which one process alone
  /// writes; it refreshes them when it reads.
  public static final ElasticSettings LOCAL =
      CLUSTER.withIndexPeriod(IndexPeriod.MONTH).withRefreshInterval(Duration.ofSeconds(30));

  /// For this embedded server.
  public static ElasticSettings of(EmbeddedElasticsearch server) {
    return LOCAL.withCredentials(Credentials.of(server.writer()), Credentials.of(server.reader()));
  }

  /// How Stillwatch authenticates.
  public sealed interface Credentials {
    record None() implements Credentials {}

    /// `encoded` is the key in the form that Elasticsearch returns as `encoded`.
    record ApiKey(String encoded) implements Credentials {
      @Override
      public String toString() {
        return "ApiKey[hidden]";
      }
    }

    private static Credentials of(PasswordAuthentication user) {
      return new Basic(user.getUserName(), new String(user.getPassword()));
    }

    record Basic(String user, String password) implements Credentials {
      /// The header of a request.
      public String authorization() {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
      }

      @Override
      public String toString() {
        return "Basic[" + user + ", hidden]";
      }
    }
  }

  /// For everything.
  public ElasticSettings withCredentials(Credentials all) {
    return withCredentials(all, all);
  }

  /// `searching` is for searches that people type; it needs to read only.
  public ElasticSettings withCredentials(Credentials writing, Credentials searching) {
    return new ElasticSettings(
        writing, searching, caCertificate, timeout, indexPeriod, refreshInterval, failOnWarnings);
  }

  ElasticSettings forSearches() {
    return withCredentials(searchCredentials);
  }

  public ElasticSettings withCaCertificate(Path pem) {
    return new ElasticSettings(
        credentials,
        searchCredentials,
        Optional.of(pem),
        timeout,
        indexPeriod,
        refreshInterval,
        failOnWarnings);
  }

  public ElasticSettings withTimeout(Duration newTimeout) {
    return new ElasticSettings(
        credentials,
        searchCredentials,
        caCertificate,
        newTimeout,
        indexPeriod,
        refreshInterval,
        failOnWarnings);
  }

  public ElasticSettings withIndexPeriod(IndexPeriod newPeriod) {
    return new ElasticSettings(
        credentials,
        searchCredentials,
        caCertificate,
        timeout,
        newPeriod,
        refreshInterval,
        failOnWarnings);
  }

  public ElasticSettings withRefreshInterval(Duration newInterval) {
    return new ElasticSettings(
        credentials,
        searchCredentials,
        caCertificate,
        timeout,
        indexPeriod,
        newInterval,
        failOnWarnings);
  }

  public ElasticSettings failingOnWarnings() {
    return new ElasticSettings(
        credentials, searchCredentials, caCertificate, timeout, indexPeriod, refreshInterval, true);
  }
}
