// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class OriginalRoutesTest {
  @Test
  void no_line_is_shown_as_it_was_written_unless_the_configuration_permits_it() throws Exception {
    try (var server = StoryServer.of(Story.empty(), 0);
        var client = HttpClient.newHttpClient()) {
      server.start();
      var path = "/api/v1/search/lines/stillwatch-logs-app-2026.11.22/x/original";
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
              .POST(BodyPublishers.ofString("{\"reason\":\"ticket 7\"}"))
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("web.originalLines");
    }
  }
}
