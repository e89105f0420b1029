// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// What clients together may take of the server, however many, slow or large they are.
final class Bounds {
  static final int CONNECTIONS = 2_000;

  /// Of every request but those of [Ingest], which has a budget of its own.
  static final int BODY = 256 << 10;

  private static final int THREADS = 100;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final long BYTES_A_SECOND = 256;

  private Bounds() {}

  /// Requests run on virtual threads: one that waits for a slow sender keeps no other from being
  /// answered, least of all `/livez`.
  static Server server() {
    var threads = new QueuedThreadPool(THREADS);
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    var server = new Server(threads);
    connections(server);
    return server;
  }

  static void connections(Server server) {
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
  }

  static void set(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setIdleTimeout(IDLE.toMillis());
  }

  /// The handler with limits on how large requests are, and how slow.
  static Handler requests(Handler handler) {
    return new MinimumDataRateHandler(new BodyLimit(handler), BYTES_A_SECOND, 0);
  }

  private static final class BodyLimit extends SizeLimitHandler {
    BodyLimit(Handler handler) {
      super(BODY, -1);
      setHandler(handler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      return Request.getPathInContext(request).startsWith("/ingest/")
          ? getHandler().handle(request, response, callback)
          : super.handle(request, response, callback);
    }
  }
}
