// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {
  @TempDir private Path folder;

  @Test
  void what_senders_are_refused_is_counted_by_way_and_answer() throws Exception {
    var clock = InstantSource.system();
    try (var spool = Spool.open(folder, 8 << 20, clock);
        var server = IngestServer.of(new Intake(spool, IngestServer.WRITER, clock));
        var client = HttpClient.newHttpClient()) {
      server.start();
      var root = "http://127.0.0.1:" + server.port();
      for (var path : new String[] {"/ingest/es/_bulk", "/ingest/snapshot"}) {
        var request = HttpRequest.newBuilder(URI.create(root + path));
        request.POST(BodyPublishers.ofString("garbage"));
        client.send(request.build(), BodyHandlers.discarding());
      }
      for (var path : new String[] {"/ping/stillwatch-x", "/ping/fine", "/metrics"}) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (!path.equals("/metrics")) continue;
        assertThat(answer.body())
            .contains(
                "stillwatch_refused_requests_total{status=\"400\",way=\"bulk\"} 1.0",
                "stillwatch_refused_requests_total{status=\"400\",way=\"snapshot\"} 1.0",
                "stillwatch_refused_requests_total{status=\"403\",way=\"ping\"} 1.0",
                "stillwatch_refused_requests_total{status=\"429\",way=\"ping\"} 0.0",
                "stillwatch_refused_bytes_total{way=\"bulk\"} 7.0",
                "stillwatch_quota_lines_total 0.0");
      }
    }
  }
}
