// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.io.IOException;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Elasticsearch server that belongs to this process: one node, on loopback, with users
/// of its own.
///
/// It stops when this object is closed, and also when this process dies without closing it: the
/// supervisor shell sees the end of its standard input, which only this process keeps open.
public final class EmbeddedElasticsearch implements AutoCloseable {
  /// Enough for a small fleet; the server needs about as much again outside the heap.
  public static final int DEFAULT_HEAP_MB = 512;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedElasticsearch.class);
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final ServerHome home;
  private final Supervised server;
  private final URI uri;
  private final ServerUsers users;

  private EmbeddedElasticsearch(ServerHome home, Supervised server, URI uri, ServerUsers users) {
    this.home = home;
    this.server = server;
    this.uri = uri;
    this.users = users;
  }

  /// Starts the server in `zip` on the data in `home`, and returns once it can serve searches.
  ///
  /// `home` belongs to one process at a time; without a port, a free one is chosen.
  public static EmbeddedElasticsearch start(Path home, Path zip, OptionalInt port, int heapMb)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    var serverHome = ServerHome.claim(home.toAbsolutePath().normalize());
    var started = Optional.<EmbeddedElasticsearch>empty();
    try {
      serverHome.endOrphan();
      var account = Account.forServer(serverHome.folder());
      var distribution = Distribution.unpackOnce(zip, serverHome.folder());
      var users = ServerUsers.of(serverHome.credentials());
      serverHome.configure(distribution, users, port, heapMb);
      account.own(serverHome);
      var server = Supervised.start(serverHome, distribution, account);
      started = Optional.of(ready(serverHome, server, users));
      account.closeConfiguration(serverHome);
    } finally {
      if (started.isEmpty()) serverHome.close();
    }
    LOG.atInfo()
        .addKeyValue("uri", started.get().uri)
        .addKeyValue("home", serverHome.folder())
        .addKeyValue("tookMs", (System.nanoTime() - began) / 1_000_000)
        .log("Elasticsearch is ready.");
    return started.get();
  }

  private static EmbeddedElasticsearch ready(ServerHome home, Supervised server, ServerUsers users)
      throws IOException, InterruptedException {
    var uri = Optional.<URI>empty();
    try {
      uri = Optional.of(new Readiness(home, server, users.writer()).await(READY_WITHIN));
    } finally {
      if (uri.isEmpty()) server.close();
    }
    return new EmbeddedElasticsearch(home, server, uri.get(), users);
  }

  /// The address of the server, for instance `http://127.0.0.1:40123`.
  public URI uri() {
    return uri;
  }

  /// Writes our indices and their templates.
  public PasswordAuthentication writer() {
    return users.writer().authentication();
  }

  /// Only reads our indices.
  public PasswordAuthentication reader() {
    return users.reader().authentication();
  }

  ServerUsers users() {
    return users;
  }

  /// Whether the server's process is still running.
  public boolean alive() {
    return server.alive();
  }

  /// Stops the server, waits for it, and kills it if it does not stop in time.
  @Override
  public void close() {
    server.close();
    home.close();
  }
}
