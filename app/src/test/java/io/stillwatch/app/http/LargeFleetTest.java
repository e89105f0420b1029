// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.alert.SelfCheck;
import io.stillwatch.testkit.fleet.LargeFleet;
import io.stillwatch.ui.ports.Present;
import io.stillwatch.ui.ports.UiPorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Requests with 10,000 jobs, and what they read when the history is ten times longer.
class LargeFleetTest {
  private static final List<String> REQUESTS =
      List.of(
          "/api/v1/jobs",
          "/api/v1/jobs?state=silent",
          "/api/v1/jobs?text=job-99&limit=1000",
          "/api/v1/verdicts?from=now-24h",
          "/api/v1/verdicts?job=job-7",
          "/api/v1/anomalies",
          "/api/v1/status",
          "/metrics");

  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 50;

  private Instant now = Story.NOW;

  @Test
  void requests_on_10000_jobs_are_answered_in_time() throws Exception {
    var fleet = new LargeFleet(10_000, 2, Story.NOW);
    try (var server = serve(fleet);
        var client = HttpClient.newHttpClient()) {
      for (var path : REQUESTS) {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < ROUNDS; i++) {
          advance(JobGauges.KEPT);
          long start = System.nanoTime();
          get(client, server, path);
          times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        var warm = times.subList(WARM_UP, ROUNDS).stream().sorted().toList();
        assertThat(warm.get(warm.size() / 2)).as(path + " " + warm).isLessThan(LIMIT);
      }
    }
  }

  @Test
  void documents_read_do_not_depend_on_the_length_of_the_history() throws Exception {
    var young = documentsRead(new LargeFleet(500, 10, Story.NOW));
    var old = documentsRead(new LargeFleet(500, 100, Story.NOW));
    assertThat(old).isEqualTo(young);
    assertThat(young).allMatch(documents -> documents <= 1_000);
  }

  @Test
  void gauges_of_jobs_are_kept_for_some_seconds() throws Exception {
    var fleet = new LargeFleet(100, 1, Story.NOW);
    try (var server = serve(fleet);
        var client = HttpClient.newHttpClient()) {
      get(client, server, "/metrics");
      assertThat(fleet.documentsRead()).isEqualTo(100);
      advance(JobGauges.KEPT.minusSeconds(1));
      assertThat(get(client, server, "/metrics")).contains("stillwatch_job_silent{host=\"host-0\"");
      assertThat(fleet.documentsRead()).isZero();
      advance(Duration.ofSeconds(1));
      get(client, server, "/metrics");
      assertThat(fleet.documentsRead()).isEqualTo(100);
    }
  }

  private List<Long> documentsRead(LargeFleet fleet) throws Exception {
    var counts = new ArrayList<Long>();
    try (var server = serve(fleet);
        var client = HttpClient.newHttpClient()) {
      for (var path : REQUESTS) {
        get(client, server, path);
        counts.add(fleet.documentsRead());
      }
    }
    return counts;
  }

  private void advance(Duration by) {
    now = now.plus(by);
  }

  private WebServer serve(LargeFleet fleet) throws Exception {
    var story = Story.empty().ports();
    var ports =
        new UiPorts(
            fleet.outcomes(),
            story.alerts(),
            story.routing(),
            story.findings(),
            story.collecting(),
            story.detecting(),
            story.searching(),
            new Present(() -> now, Map::of, SelfCheck.NONE),
            story.settings());
    var server = StoryServer.of(ports, 0);
    server.start();
    return server;
  }

  private static String get(HttpClient client, WebServer server, String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }
}
