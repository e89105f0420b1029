// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.collector.spool.Spool;
import java.util.List;
import java.util.Optional;

/// The web server on the dead letters of a spool.
public final class DeadLetterServer {
  private DeadLetterServer() {}

  public static WebServer of(Spool spool) throws Exception {
    var settings = WebSettings.local(0);
    var letters = Optional.of(new DeadLetterRoutes(spool));
    var ports =
        new WebPorts(Story.empty().ports(), List.of(), List.of(), Optional.empty(), letters);
    var server = new WebServer(ports, settings, WebServer.bind(settings));
    server.start();
    return server;
  }
}
