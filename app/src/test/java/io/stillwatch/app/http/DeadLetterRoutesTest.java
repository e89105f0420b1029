// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.store.Document;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterRoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-15T10:00:00Z"));

  @TempDir private Path folder;
  private Spool spool;
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    spool = Spool.open(folder.resolve("spool"), 64 << 20, CLOCK);
    server = DeadLetterServer.of(spool);
  }

  @AfterEach
  void stop() {
    server.close();
    spool.close();
  }

  private void fill(int letters) throws Exception {
    for (int i = 0; i < letters; i++)
      spool.keep(
          new Document("logs", "id-" + i, "{}".getBytes(StandardCharsets.UTF_8)), "400 conflict");
  }

  private HttpResponse<String> delete(String path, String... headers) throws Exception {
    var where = "http://127.0.0.1:" + server.port() + "/api/v1/dead-letters" + path;
    var request =
        HttpRequest.newBuilder(URI.create(where)).method("DELETE", BodyPublishers.noBody());
    if (headers.length > 0) request.headers(headers);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private JsonNode discarded(String path) throws Exception {
    var answer = delete(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private void refused(String path, int status, String why) throws Exception {
    var answer = delete(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(JSON.readTree(answer.body()).path("detail").asText()).contains(why);
  }

  @Test
  void one_letter_is_discarded_and_told() throws Exception {
    fill(3);
    assertThat(discarded("/2"))
        .isEqualTo(
            JSON.readTree(
                """
                {"discarded": 1, "items": [{"number": 2, "index": "logs", "id": "id-1"}]}
                """));
    assertThat(spool.deadLetters(10))
        .extracting(letter -> letter.document().id())
        .containsExactly("id-0", "id-2");
    refused("/2", 404, "There is no dead letter 2.");
  }

  @Test
  void all_are_discarded_and_the_first_thousand_told() throws Exception {
    fill(2_300);
    var answer = discarded("");
    assertThat(answer.path("discarded").asInt()).isEqualTo(2_300);
    assertThat(answer.path("through").asInt()).isEqualTo(2_300);
    assertThat(answer.path("items").findValuesAsText("id"))
        .hasSize(1_000)
        .startsWith("id-0")
        .endsWith("id-999");
    assertThat(spool.deadLetterCount()).isZero();
    assertThat(discarded("").path("discarded").asInt()).isZero();
  }

  @Test
  void the_oldest_are_discarded_up_to_a_number_or_so_many() throws Exception {
    fill(10);
    assertThat(discarded("?through=4&limit=3").path("items").findValuesAsText("id"))
        .containsExactly("id-0", "id-1", "id-2");
    assertThat(discarded("?through=4").path("items").findValuesAsText("id"))
        .containsExactly("id-3");
    var rest = discarded("?limit=2");
    assertThat(rest.path("items").findValuesAsText("id")).containsExactly("id-4", "id-5");
    assertThat(rest.path("through").asInt()).isEqualTo(10);
    assertThat(spool.deadLetterCount()).isEqualTo(4);
  }

  @Test
  void what_is_not_understood_discards_nothing() throws Exception {
    fill(3);
    refused("/77", 404, "There is no dead letter 77.");
    refused("/two", 400, "not 'two'");
    refused("?through=x", 400, "through must be a number from 1");
    refused("?limit=0", 400, "limit must be a number from 1 to 1000");
    refused("?limit=1001", 400, "limit must be a number from 1 to 1000");
    refused("?trough=2", 400, "'through' and 'limit' alone");
    assertThat(delete("", "Origin", "https://elsewhere.example").statusCode()).isEqualTo(403);
    assertThat(spool.deadLetterCount()).isEqualTo(3);
  }
}
