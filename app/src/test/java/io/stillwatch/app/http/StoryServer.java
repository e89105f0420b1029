// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.ui.ports.UiPorts;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Serves the story on a port until it is stopped: for looking at the views while working on them.
final class StoryServer {
  private StoryServer() {}

  /// Arguments: port, and how many servers to tell of; 0 for a fresh installation, -1 for one whose
  /// stores do not answer.
  public static void main(String[] arguments) throws Exception {
    int servers = Integer.parseInt(arguments[1]);
    int port = Integer.parseInt(arguments[0]);
    var server =
        servers < 0
            ? of(Story.broken(), port)
            : of(servers == 0 ? Story.empty() : Story.told(servers), port);
    server.start();
    Thread.currentThread().join();
  }

  static WebServer of(Story story, int port) throws IOException {
    return of(story.ports(), port);
  }

  static WebServer of(UiPorts ports, int port) throws IOException {
    var settings = WebSettings.local(port);
    return new WebServer(
        new WebPorts(
            ports,
            List.of(new Check("elasticsearch", () -> "")),
            List.of(
                new MetricReading(
                    "stillwatch_records_total", "Records stored", Map.of("source", "x"), () -> 7))),
        settings,
        WebServer.bind(settings));
  }
}
