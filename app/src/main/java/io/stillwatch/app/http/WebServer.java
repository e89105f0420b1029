// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.Javalin;
import io.stillwatch.ui.WebUi;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/// The one HTTP server: the UI at the root, `/api/v1`, `/livez`, `/readyz` and `/metrics`.
///
/// Jetty is ours and Javalin is one of its servlets, not the other way round: only so the views can
/// live at the root, where the links of the notifications point.
public final class WebServer implements AutoCloseable {
  private static final List<String> OF_JAVALIN =
      List.of(
          "/api/*",
          "/livez",
          "/readyz",
          "/metrics",
          "/aura/*",
          "/sw/*",
          "/_static/*",
          "/VAADIN/static/push/*",
          "/ingest/*",
          "/ping/*",
          "/badge/*");

  private final Server server;
  private final ServerConnector connector;
  private final Health health;

  /// Takes the port before anything is built: messages link to it.
  public static ServerSocketChannel bind(WebSettings settings) throws IOException {
    var where = new InetSocketAddress(settings.address(), settings.port());
    var channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(where);
    } catch (IOException e) {
      channel.close();
      throw new IOException(
          "Cannot listen on "
              + settings.address()
              + ":"
              + settings.port()
              + ": is another program there?",
          e);
    }
  }

  public WebServer(WebPorts ports, WebSettings settings, ServerSocketChannel bound)
      throws IOException {
    health = new Health(ports.checks(), ports.roles());
    server = Bounds.server();
    connector = new ServerConnector(server);
    connector.open(bound);
    Bounds.serve(server, connector, context(ports, settings));
    server.setStopTimeout(5_000);
  }

  private ServletContextHandler context(WebPorts ports, WebSettings settings) {
    var context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
    context.setClassLoader(WebServer.class.getClassLoader());
    Sessions.bound(context.getSessionHandler());
    // Javalin's servlet is one for web sockets too, and will not start without the first; the
    // second
    // is for the push of the views.
    JettyWebSocketServletContainerInitializer.configure(context, null);
    JakartaWebSocketServletContainerInitializer.configure(context, null);
    context.addFilter(new OriginFilter(settings), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addFilter(socketUpgrades(), "/*", EnumSet.of(DispatcherType.REQUEST));
    var api = new ServletHolder("api", javalin(ports).javalinServlet());
    api.setAsyncSupported(true);
    OF_JAVALIN.forEach(path -> context.addServlet(api, path));
    var ui = new ServletHolder("ui", new WebUi(ports.views()).servlet());
    ui.setAsyncSupported(true);
    ui.setInitOrder(1);
    context.addServlet(ui, "/*");
    WebUi.initializers().forEach(context::addServletContainerInitializer);
    return context;
  }

  /// Jetty's own would come before every other filter, and open sockets to pages of other servers.
  private static FilterHolder socketUpgrades() {
    var filter = new FilterHolder(new WebSocketUpgradeFilter());
    filter.setName(WebSocketUpgradeFilter.class.getName());
    filter.setAsyncSupported(true);
    return filter;
  }

  Javalin javalin(WebPorts ports) {
    return Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      config.startup.startupWatcherEnabled = false;
      config.http.maxRequestSize = 64 * 1024;
      config.http.prefer405over404 = true;
      Problems.answerIn(config.routes);
      new Assets(WebUi.ASSETS).serveIn(config.routes);
      health.serveIn(config.routes);
      new Metrics(ports).serveIn(config.routes);
      ports.ingest().ifPresent(ingest -> ingest.serveIn(config.routes)); // before what catches all
      ports.deadLetters().ifPresent(letters -> letters.serveIn(config.routes));
      new Api(ports).serveIn(config.routes);
      new Badges(ports.views().outcomes().statuses()).serveIn(config.routes);
    });
  }

  public void start() {
    LifeCycle.start(server);
    health.started();
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    health.stopping();
    LifeCycle.stop(server);
  }
}
