// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Labels over HTTP, on the story with a job that the autoencoder alone found odd.
class LabelRoutesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LABEL = "/api/v1/alerts/" + Story.ODD_ALERT + "/label";

  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    server = StoryServer.of(Story.told(1).unusual(), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    var answer = send("GET", path, "");
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  @Test
  void an_alert_is_labelled_changed_and_the_label_taken_back() throws Exception {
    assertThat(send("GET", LABEL, "").statusCode()).isEqualTo(404);
    var put = "{\"says\":\"false-alarm\",\"by\":\"ana\",\"note\":\"a planned rerun\"}";
    var label = MAPPER.readTree(send("PUT", LABEL, put).body());
    assertThat(label.path("says").asText()).isEqualTo("false-alarm");
    assertThat(label.path("at").asText()).isEqualTo(Story.NOW.toString());
    var moves = label.path("moves_thresholds").path(0);
    assertThat(moves.path("symptom").asText()).isEqualTo("rhythm");
    assertThat(moves.path("score").asDouble()).isEqualTo(84);
    assertThat(get("/api/v1/alerts/" + Story.ODD_ALERT).path("label")).isEqualTo(label);

    send("PUT", LABEL, "{\"says\":\"right\",\"by\":\"ben\"}");
    assertThat(get(LABEL).path("by").asText()).isEqualTo("ben");
    var back = MAPPER.readTree(send("DELETE", LABEL, "{\"by\":\"ben\"}").body());
    assertThat(back.path("says").isNull()).isTrue();
    assertThat(get("/api/v1/alerts/" + Story.ODD_ALERT).path("label").isNull()).isTrue();
    assertThat(send("DELETE", LABEL, "").statusCode()).isEqualTo(404);
  }

  @Test
  void what_people_said_gives_the_precision_of_a_month() throws Exception {
    send("PUT", LABEL, "{\"says\":\"false-alarm\",\"by\":\"ana\"}");
    var path = "/api/v1/alerts/" + Story.ALERT + "/label";
    var label = MAPPER.readTree(send("PUT", path, "{\"says\":\"wrong-cause\"}").body());
    assertThat(label.path("says").asText()).isEqualTo("wrong-cause");
    var quality = get("/api/v1/alert-quality");
    assertThat(quality.path("read_at").asText()).isEqualTo(Story.NOW.toString());
    var month = quality.path("items").path(0);
    assertThat(month.path("complete").asBoolean()).isTrue();
    assertThat(month.path("labelled").asInt()).isEqualTo(2);
    assertThat(month.path("wrong_cause").asInt()).isEqualTo(1);
    assertThat(month.path("precision").asDouble()).isEqualTo(0.5);
    assertThat(month.path("delay_secs_median").asLong()).isPositive();
  }

  @Test
  void an_alert_of_the_schedule_keeps_its_label_and_moves_nothing() throws Exception {
    var path = "/api/v1/alerts/" + Story.ALERT + "/label";
    var label = MAPPER.readTree(send("PUT", path, "{\"says\":\"right\"}").body());
    assertThat(label.path("says").asText()).isEqualTo("right");
    assertThat(label.path("moves_thresholds")).isEmpty();
  }

  @Test
  void lists_are_ordered_by_rank_and_anomalies_are_labelled_by_their_id() throws Exception {
    var alerts = get("/api/v1/alerts?from=now-30d&sort=rank").path("items");
    assertThat(alerts.path(0).path("id").asText()).isEqualTo(Story.ALERT);
    assertThat(alerts.path(0).path("rank").asDouble()).isEqualTo(1.28);
    assertThat(alerts.path(1).path("rank").asDouble()).isEqualTo(1.12);
    var anomalies = get("/api/v1/anomalies?from=now-2d&sort=rank&limit=1").path("items");
    var strongest = anomalies.path(0);
    var id = URLEncoder.encode(strongest.path("id").asText(), StandardCharsets.UTF_8);
    var path = "/api/v1/anomalies/" + id + "/label";
    assertThat(send("PUT", path, "{\"says\":\"right\"}").statusCode()).isEqualTo(200);
    assertThat(get(path).path("of").asText()).isEqualTo("anomaly");
  }

  @Test
  void hours_in_which_a_log_grew_unusually_are_listed_in_words() throws Exception {
    var path = "/api/v1/anomalies?of=series&from=now-2d";
    var items = get(path + "&limit=1").path("items");
    assertThat(items).hasSize(1);
    var hour = items.path(0);
    assertThat(hour.path("kind").asText()).isEqualTo("growth");
    assertThat(hour.path("words").asText())
        .isEqualTo("The log grew by 310 MiB in this hour; 12.0 MiB to 48.0 MiB were expected.");
    var ofJob = path + "&job=" + hour.path("series").asText();
    assertThat(get(ofJob).path("items")).hasSize(2);
    assertThat(get(ofJob + "&min_score=0").path("items")).hasSize(48);
    assertThat(get("/api/v1/anomalies?of=series&job=none").path("items")).isEmpty();
    assertThat(send("GET", "/api/v1/anomalies?of=jobs", "").statusCode()).isEqualTo(400);
  }

  @Test
  void an_alarm_that_was_held_back_is_told_with_its_job() throws Exception {
    var jobs = get("/api/v1/jobs?text=clean").path("items");
    assertThat(jobs.path(0).path("held_alarm").path("why").asText())
        .isEqualTo("not sent: over the budget of 30 a month, rank 31");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          neither right nor a false alarm | alerts/SW-3F8D/label | {"says":"maybe"}           | 400 | says must be right
          nothing said                    | alerts/SW-3F8D/label | {}                         | 400 | says must be right
          no person                       | alerts/SW-3F8D/label | {"says":"right","by":" "}  | 400 | by must name
          no such alert                   | alerts/SW-NONE/label | {"says":"right"}           | 404 | There is no SW-NONE
          no cause to be wrong            | anomalies/x@1/label  | {"says":"wrong-cause"}     | 400 | An anomaly has no cause
          no such anomaly                 | anomalies/x@1/label  | {"says":"right"}           | 404 | There is no x@1
          """)
  void what_cannot_be_saved_is_refused(
      String what, String path, String body, int status, String why) throws Exception {
    var answer = send("PUT", "/api/v1/" + path, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(why);
    var unknown = send("GET", "/api/v1/alerts?sort=score", "");
    assertThat(unknown.statusCode()).isEqualTo(400);
  }
}
