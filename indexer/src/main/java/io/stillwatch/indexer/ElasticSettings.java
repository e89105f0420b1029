// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer;

import io.stillwatch.indexer.document.IndexPeriod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How to connect to a cluster: credentials, trusted certificate, timeout.
///
/// `refreshInterval` is after how long others see what one process wrote.
///
/// `failOnWarnings` turns a `Warning:` header (a deprecated call) into an error; tests set it.
public record ElasticSettings(
    Credentials credentials,
    Optional<Path> caCertificate,
    Duration timeout,
    IndexPeriod indexPeriod,
    Duration refreshInterval,
    boolean failOnWarnings) {
  /// For the user's own cluster, before credentials are added.
  public static final ElasticSettings CLUSTER =
      new ElasticSettings(
          new Credentials.None(),
          Optional.empty(),
          Duration.ofSeconds(60),
          IndexPeriod.DAY,
          Duration.ofSeconds(1),
          false);

  /// For the embedded server: no credentials, and few indices, which one process alone writes; it
  /// refreshes them when it reads.
  public static final ElasticSettings LOCAL =
      CLUSTER.withIndexPeriod(IndexPeriod.MONTH).withRefreshInterval(Duration.ofSeconds(30));

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

    record Basic(String user, String password) implements Credentials {
      @Override
      public String toString() {
        return "Basic[" + user + ", hidden]";
      }
    }
  }

  public ElasticSettings withCredentials(Credentials newCredentials) {
    return new ElasticSettings(
        newCredentials, caCertificate, timeout, indexPeriod, refreshInterval, failOnWarnings);
  }

  public ElasticSettings withCaCertificate(Path pem) {
    return new ElasticSettings(
        credentials, Optional.of(pem), timeout, indexPeriod, refreshInterval, failOnWarnings);
  }

  public ElasticSettings withTimeout(Duration newTimeout) {
    return new ElasticSettings(
        credentials, caCertificate, newTimeout, indexPeriod, refreshInterval, failOnWarnings);
  }

  public ElasticSettings withIndexPeriod(IndexPeriod newPeriod) {
    return new ElasticSettings(
        credentials, caCertificate, timeout, newPeriod, refreshInterval, failOnWarnings);
  }

  public ElasticSettings withRefreshInterval(Duration newInterval) {
    return new ElasticSettings(
        credentials, caCertificate, timeout, indexPeriod, newInterval, failOnWarnings);
  }

  public ElasticSettings failingOnWarnings() {
    return new ElasticSettings(
        credentials, caCertificate, timeout, indexPeriod, refreshInterval, true);
  }
}
