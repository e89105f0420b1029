// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.watch.fold.DeclaredPings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadgesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Story story;
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    story = Story.empty();
    story.stores.outcomes().statuses().put(List.of(status("team/backup", JobHealth.SILENT)));
    server = StoryServer.of(story, 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_badge_shows_how_a_job_that_pings_does() throws Exception {
    var picture = get("/badge/team/backup.svg");
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("Content-Type").orElse("")).contains("image/svg+xml");
    assertThat(picture.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(picture.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("cross-origin");
    assertThat(picture.body()).contains("aria-label=\"team/backup: silent\"", "#c62828");
    assertThat(get("/badge/team/backup.json").body())
        .contains("\"schemaVersion\":1", "\"label\":\"team/backup\"", "\"message\":\"silent\"");
  }

  @Test
  void a_key_that_is_a_part_of_many_others_has_its_badge() throws Exception {
    var statuses = new ArrayList<JobStatus>();
    for (int i = 0; i < 120; i++) statuses.add(status("nightly-" + i, JobHealth.SILENT));
    statuses.add(status("nightly", JobHealth.ON_TIME));
    story.stores.outcomes().statuses().put(statuses);
    assertThat(get("/badge/nightly.json").body()).contains("\"message\":\"on-time\"");
  }

  @Test
  void a_key_that_never_pinged_and_another_format_have_no_badge() throws Exception {
    assertThat(get("/badge/other.svg").statusCode()).isEqualTo(404);
    assertThat(get("/badge/team/backup.png").statusCode()).isEqualTo(404);
    assertThat(get("/badge/backup.svg").statusCode()).isEqualTo(404);
  }

  private static JobStatus status(String key, JobHealth health) {
    var job =
        new Job(
            DeclaredPings.id(key),
            JobKind.SCHEDULED_COMMAND,
            key,
            Host.HEARTBEATS,
            new Schedule.SinceLast(Duration.ofDays(1), "daily"),
            Definition.LEARNED,
            key,
            "");
    var timing =
        new JobStatus.Timing(
            Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(5));
    return new JobStatus(
        job,
        health,
        timing,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        JobStatus.Retirement.NONE);
  }
}
