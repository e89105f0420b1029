// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Saved views over HTTP: one of ana that is private, and one of ben that is shared.
class ViewRoutesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VIEWS = "/api/v1/views";

  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    server = StoryServer.of(Story.empty(), 0);
    server.start();
    send("PUT", "/mine", "{\"name\":\"Mine\",\"parameters\":\"q=a\",\"by\":\"ana\"}");
    send("PUT", "/all", "{\"name\":\"All\",\"parameters\":\"q=b\",\"by\":\"ben\",\"shared\":true}");
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.port() + VIEWS + path);
    var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "/mine?owner=ana, 200, true",
    "/mine?owner=ben, 404, -",
    "/mine,           404, -",
    "/all?owner=ben,  200, true",
    "/all?owner=ana,  200, false",
    "/all,            200, false",
    "/none?owner=ana, 404, -"
  })
  void a_view_is_found_by_whom_it_is_visible_to(String path, int status, String own)
      throws Exception {
    var answer = send("GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(status);
    if (own.equals("-")) return;
    var view = MAPPER.readTree(answer.body());
    assertThat(view.path("own").asText()).isEqualTo(own);
    assertThat(view.has("owner")).isFalse();
  }

  @Test
  void a_list_has_own_and_shared_views_and_names_no_owner() throws Exception {
    var list = send("GET", "?owner=ana", "");
    assertThat(list.body()).doesNotContain("ben").doesNotContain("\"owner\"");
    var items = MAPPER.readTree(list.body()).path("items");
    assertThat(items.findValuesAsText("name")).containsExactly("All", "Mine");
    assertThat(items.findValuesAsText("own")).containsExactly("false", "true");
    assertThat(send("GET", "", "").body()).doesNotContain("Mine");
  }

  @Test
  void only_its_owner_changes_or_deletes_a_view() throws Exception {
    assertThat(send("DELETE", "/mine", "{\"by\":\"ben\"}").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/all", "{\"by\":\"ana\"}").statusCode()).isEqualTo(403);
    var taken = "{\"name\":\"Taken\",\"parameters\":\"\",\"by\":\"ben\"}";
    assertThat(send("PUT", "/mine", taken).statusCode()).isEqualTo(403);
    assertThat(send("DELETE", "/mine", "{\"by\":\"ana\"}").statusCode()).isEqualTo(200);
  }
}
