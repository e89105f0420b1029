// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// What clients together may take of the server, however many, slow or large they are.
final class Bounds {
  static final int CONNECTIONS = 2_000;

  /// More than these, for requests that ask how the server is.
  static final int RESERVE = 200;

  /// Of every request but those of [Ingest], which has a budget of its own.
  static final int BODY = 256 << 10;

  /// Within which a body must come.
  static final Duration BODY_WITHIN = Duration.ofSeconds(30);

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
    server.setErrorHandler(new ErrorPages());
    return server;
  }

  /// Serves what comes by the only connector of a server, with limits on how many connections there
  /// are, and how large and slow requests are.
  static void serve(Server server, ServerConnector connector, Handler handler) {
    var http = connector.getConnectionFactory(HttpConnectionFactory.class).getHttpConfiguration();
    http.setSendServerVersion(false);
    http.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    var timely = new BodyDeadline(new BodyLimit(handler), BODY_WITHIN, System::nanoTime);
    server.setHandler(
        new ConnectionLimit(
            new MinimumDataRateHandler(timely, BYTES_A_SECOND, 0),
            new Connections<>(CONNECTIONS, RESERVE, System::nanoTime),
            connector));
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
