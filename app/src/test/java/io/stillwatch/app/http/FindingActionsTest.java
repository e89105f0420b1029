// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingActionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ConcurrentLinkedQueue<String> audits = new ConcurrentLinkedQueue<>();
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    var settings = WebSettings.local(0);
    var ports =
        new WebPorts(
            Story.told(1).ports(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            audits::add,
            Roles.NONE);
    server = new WebServer(ports, settings, WebServer.bind(settings));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send("GET", path, "").body());
  }

  private String id() throws Exception {
    return get("/api/v1/findings?status=open").at("/items/0/id").asText();
  }

  @Test
  void an_accepted_finding_tells_who_and_why_and_until_when() throws Exception {
    var id = id();
    var answer =
        send(
            "POST",
            "/api/v1/findings/" + id + "/accept",
            "{\"by\":\"ana\",\"why\":\"moved on Monday\",\"until\":\"P7D\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var finding = get("/api/v1/findings/" + id);
    assertThat(finding.path("status").asText()).isEqualTo("accepted");
    assertThat(finding.at("/decision/by").asText()).isEqualTo("ana");
    assertThat(finding.at("/decision/until").asText()).isNotEmpty();
    assertThat(get("/api/v1/findings?status=accepted").path("items")).hasSize(1);
  }

  @Test
  void a_decision_can_be_taken_back() throws Exception {
    var path = "/api/v1/findings/" + id();
    send("POST", path + "/false-positive", "{\"by\":\"ana\",\"why\":\"it is a test host\"}");
    assertThat(get(path).path("status").asText()).isEqualTo("false-positive");

    send("POST", path + "/reopen", "");

    assertThat(get(path).path("status").asText()).isEqualTo("open");
    assertThat(get(path).has("decision")).isFalse();
  }

  @Test
  void what_is_missing_is_said() throws Exception {
    var path = "/api/v1/findings/" + id();
    assertThat(send("POST", path + "/accept", "{\"by\":\"ana\"}").body()).contains("why must");
    assertThat(
            send("POST", path + "/accept", "{\"by\":\"a\",\"why\":\"b\",\"until\":\"PT-1H\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(send("POST", "/api/v1/findings/none/reopen", "").statusCode()).isEqualTo(404);
  }

  @Test
  void an_audit_is_queued_for_one_host_or_all() throws Exception {
    assertThat(send("POST", "/api/v1/audits", "{\"host\":\"db-1\"}").statusCode()).isEqualTo(202);
    send("POST", "/api/v1/audits", "");

    assertThat(audits).containsExactly("db-1", "");
  }
}
