// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.Javalin;

/// The way in alone, without views: for a process that only collects.
public final class CollectServer implements AutoCloseable {
  private final Javalin server;

  private CollectServer(Javalin server) {
    this.server = server;
  }

  /// Listens on the loopback interface; port 0 takes a free one.
  public static CollectServer start(Ingest ingest, int port) {
    var server =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.startupWatcherEnabled = false;
          config.http.maxRequestSize = 64 * 1024;
          config.concurrency.useVirtualThreads = true;
          config.jetty.modifyServer(Bounds::connections);
          config.jetty.modifyHttpConfiguration(Bounds::set);
          Problems.answerIn(config.routes);
          ingest.serveIn(config.routes);
        });
    server.start("127.0.0.1", port);
    return new CollectServer(server);
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
