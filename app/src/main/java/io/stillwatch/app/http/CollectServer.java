// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.Javalin;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/// The way in alone, without views: for a process that only collects.
public final class CollectServer implements AutoCloseable {
  private final Server server = Bounds.server();
  private final ServerConnector connector = new ServerConnector(server);

  private CollectServer(Ingest ingest, int port) {
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    var context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
    JettyWebSocketServletContainerInitializer.configure(context, null); // Javalin's servlet asks
    context.addServlet(new ServletHolder("ingest", javalin(ingest).javalinServlet()), "/*");
    Bounds.serve(server, connector, context);
  }

  private static Javalin javalin(Ingest ingest) {
    return Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      config.startup.startupWatcherEnabled = false;
      config.http.maxRequestSize = 64 * 1024;
      Problems.answerIn(config.routes);
      ingest.serveIn(config.routes);
    });
  }

  /// Listens on the loopback interface; port 0 takes a free one.
  public static CollectServer start(Ingest ingest, int port) {
    var server = new CollectServer(ingest, port);
    LifeCycle.start(server.server);
    return server;
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }
}
