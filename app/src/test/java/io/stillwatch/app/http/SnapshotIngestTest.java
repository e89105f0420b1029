// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.push.PushedSources;
import io.stillwatch.collector.snapshot.SnapshotScript;
import io.stillwatch.collector.spool.Spool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Snapshots of hosts over real HTTP into a real spool.
class SnapshotIngestTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:30Z");
  private static final String CONFIG =
      "{\"kind\":\"config\",\"@timestamp\":\"2026-11-22T02:00:00Z\",\"host\":{\"name\":\"db-1\"},\"tables\":[]}\n";
  private static final String LISTING =
      "{\"kind\":\"listing\",\"@timestamp\":\"2026-11-22T02:00:00Z\",\"host\":{\"name\":\"db-1\"},\"files\":[]}\n";

  @TempDir private Path folder;
  private Instant now = NOW;
  private Spool spool;
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    InstantSource clock = () -> now;
    spool = Spool.open(folder, 8 << 20, clock);
    server = IngestServer.of(new Intake(spool, IngestServer.WRITER, clock));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    spool.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private HttpResponse<String> post(String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url() + "/ingest/snapshot"))
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private List<String> texts() throws Exception {
    return spool.oldest(0, 100, Long.MAX_VALUE, Set.of()).stream()
        .map(row -> new String(row.document().json(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void configuration_and_listing_are_kept_and_the_host_is_a_source() throws Exception {
    var answer = post(CONFIG + LISTING);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"kept\":2}");
    assertThat(texts())
        .containsExactly("config|db-1|2026-11-22T02:00:00Z", "listing|db-1|2026-11-22T02:00:00Z");
    var sources = new PushedSources(spool, Duration.ofHours(1), InstantSource.fixed(NOW));
    assertThat(sources.watched())
        .extracting(w -> w.source().id().value())
        .containsExactly("snapshot:db-1");
  }

  @Test
  void the_same_snapshot_sent_again_is_the_same_document() throws Exception {
    post(CONFIG);
    post(CONFIG);

    assertThat(
            spool.oldest(0, 100, Long.MAX_VALUE, Set.of()).stream()
                .map(row -> row.document().id())
                .distinct())
        .hasSize(1);
  }

  @Test
  void one_bad_line_refuses_the_request_and_says_why() throws Exception {
    var answer = post(CONFIG + "{\"kind\":\"other\"}\n");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Line 2").contains("neither listing nor config");
    assertThat(texts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"@timestamp\":\"9999-01-01T00:00:00Z\",\"host\":{\"name\":\"db-1\"},\"tables\":[] | in the future",
        "\"@timestamp\":\"2026-11-22T02:00:00Z\",\"cloud\":{\"instance\":{\"id\":\"db-1\"}},\"tables\":[] | not of an RDS instance",
        "\"@timestamp\":\"2026-11-22T02:00:00Z\",\"tables\":[{\"path\":\"/etc/cron.d/a\\ncurl x\",\"text\":\"\"}] | control characters",
      })
  void a_snapshot_that_cannot_be_true_is_refused(String fields, String why) throws Exception {
    var answer = post("{\"kind\":\"config\"," + fields + "}\n");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Line 1", why);
    assertThat(texts()).isEmpty();
  }

  @Test
  void a_name_of_ours_is_marked_as_told() throws Exception {
    var lines =
        "{\"kind\":\"config\",\"@timestamp\":\"2026-11-22T02:00:00Z\",\"host\":{\"name\":\"heartbeats\"},\"tables\":[]}\n";
    assertThat(post(lines).statusCode()).isEqualTo(200);
    assertThat(texts()).singleElement().asString().contains("|heartbeats (told)|");
  }

  @Test
  void the_script_ships_what_it_sees() throws Exception {
    now = Instant.now();
    var root = java.nio.file.Files.createDirectories(folder.resolve("host/etc/cron.d")).getParent();
    java.nio.file.Files.writeString(root.resolve("hostname"), "shipped-1\n");

    SnapshotScript.run(List.of("/bin/sh"), List.of("-u", url(), "-r", root.getParent().toString()));

    assertThat(texts()).hasSize(2).allSatisfy(text -> assertThat(text).contains("|shipped-1|"));
  }
}
