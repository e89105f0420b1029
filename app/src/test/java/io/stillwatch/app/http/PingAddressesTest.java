// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.app.http.PingRules.Unknown;
import io.stillwatch.app.plan.LivePings;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.Host;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.fleet.JobStatus;
import io.stillwatch.core.job.Definition;
import io.stillwatch.core.job.Job;
import io.stillwatch.core.job.JobKind;
import io.stillwatch.core.job.Schedule;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.memory.InMemoryStores;
import io.stillwatch.core.watch.fold.DeclaredPings;
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
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which addresses of pings are accepted, over real HTTP.
class PingAddressesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROJECT = "project-key-0123456789";
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:30Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final PingStore declared = InMemoryStores.pings();
  private final InMemoryStores stores = InMemoryStores.empty();
  private Spool spool;
  private Optional<WebServer> server = Optional.empty();

  @BeforeEach
  void open() throws Exception {
    spool = Spool.open(folder, 8 << 20, CLOCK);
    serve(new PingRules(Unknown.CREATE, false, PROJECT, 1_000));
  }

  @AfterEach
  void stop() {
    server.ifPresent(WebServer::close);
    spool.close();
    client.close();
  }

  private void serve(PingRules rules) throws Exception {
    server.ifPresent(WebServer::close);
    var addresses =
        new PingAddresses(
            rules, LivePings.of(declared, CLOCK), stores.outcomes().statuses(), CLOCK);
    var next = IngestServer.of(new Intake(spool, IngestServer.WRITER, CLOCK), addresses);
    next.start();
    server = Optional.of(next);
  }

  @Test
  void an_unknown_key_is_refused_unless_its_address_asks_to_create_it() throws Exception {
    assertThat(ping("backup").statusCode()).isEqualTo(404);
    var created = ping("backup?create=1");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).isEqualTo("Created");
    assertThat(ping("backup?create=1").statusCode()).isEqualTo(200);
    assertThat(ping("backup/start").statusCode()).isEqualTo(200);
    assertThat(texts()).hasSize(3).allSatisfy(text -> assertThat(text).contains("backup: "));
    assertThat(declared.all()).extracting(ping -> ping.key()).containsExactly("backup");
  }

  @Test
  void what_pinged_before_an_upgrade_or_at_another_process_goes_on() throws Exception {
    stores.outcomes().statuses().put(List.of(status("team/backup", ""), status("old", "no more")));
    assertThat(ping("team/backup").statusCode()).isEqualTo(200);
    assertThat(ping("old").statusCode()).as("withdrawn").isEqualTo(404);
    assertThat(ping("team/other?create=1").statusCode()).as("a mistyped key").isEqualTo(404);
  }

  @Test
  void keys_are_adopted_or_refused_by_a_setting() throws Exception {
    serve(new PingRules(Unknown.ADOPT, false, "", 1_000));
    assertThat(ping("team/backup").statusCode()).isEqualTo(200);
    serve(new PingRules(Unknown.REFUSE, false, "", 1_000));
    assertThat(ping("other?create=1").statusCode()).isEqualTo(404);
  }

  @Test
  void the_key_of_the_project_and_that_of_the_job_mean_the_job_and_are_kept_apart()
      throws Exception {
    assertThat(ping(PROJECT + "/nightly").statusCode()).isEqualTo(404);
    assertThat(ping(PROJECT + "/nightly?create=1").statusCode()).isEqualTo(201);
    assertThat(ping(PROJECT + "/nightly/fail").statusCode()).isEqualTo(200);
    assertThat(ping(PROJECT).statusCode()).isEqualTo(404);
    assertThat(texts()).hasSize(2).noneMatch(text -> text.contains(PROJECT));
  }

  @Test
  void only_secret_addresses_are_accepted_if_a_setting_says_so() throws Exception {
    serve(new PingRules(Unknown.CREATE, true, PROJECT, 1_000));
    var address = put("nightly", "{}").path("address").asText();
    assertThat(ping("nightly").statusCode()).isEqualTo(404);
    assertThat(ping("nightly?create=1").statusCode()).isEqualTo(404);
    assertThat(get(address).statusCode()).isEqualTo(200);
    assertThat(ping(PROJECT + "/nightly").statusCode()).isEqualTo(200);
  }

  @Test
  void a_declared_ping_has_a_secret_address_that_is_answered_once() throws Exception {
    var made =
        put(
            "nightly",
            "{\"name\":\"Nightly dump\",\"schedule\":\"30 2 * * *\",\"zone\":\"Europe/Berlin\","
                + "\"grace\":\"PT30M\"}");
    var address = made.path("address").asText();
    assertThat(address).matches("/ping/[0-9a-f-]{36}");
    assertThat(get(address + "/start").statusCode()).isEqualTo(200);
    assertThat(texts()).hasSize(1);
    assertThat(texts().getFirst()).contains("|nightly: start");
    var list = get("/api/v1/pings").body();
    assertThat(list).contains("\"schedule\":\"30 2 * * *\"", "\"has_address\":true");
    assertThat(list).doesNotContain(address.substring("/ping/".length()));
    assertThat(put("nightly", "{\"schedule\":\"@daily\"}").has("address")).isFalse();
    assertThat(get(address).statusCode()).as("the address stays").isEqualTo(200);
    var renewed = put("nightly", "{\"new_address\":true}").path("address").asText();
    assertThat(get(renewed).statusCode()).isEqualTo(200);
    assertThat(get(address).statusCode()).as("the old one").isEqualTo(404);
  }

  @Test
  void a_withdrawn_ping_is_unknown() throws Exception {
    put("nightly", "{}");
    assertThat(send(request("/api/v1/pings/nightly").DELETE()).statusCode()).isEqualTo(200);
    assertThat(send(request("/api/v1/pings/nightly").DELETE()).statusCode()).isEqualTo(404);
    assertThat(ping("nightly").statusCode()).isEqualTo(404);
  }

  @Test
  void what_cannot_be_declared_is_said() throws Exception {
    for (var body :
        List.of(
            "{\"schedule\":\"61 * * * *\"}",
            "{\"schedule\":\"@reboot\"}",
            "{\"schedule\":\"* * * * * rm\"}",
            "{\"zone\":\"Moon\"}",
            "{\"grace\":\"30m\"}",
            "{\"shedule\":\"@daily\"}")) {
      var answer = send(request("/api/v1/pings/nightly").PUT(BodyPublishers.ofString(body)));
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
    }
    assertThat(send(request("/api/v1/pings/a%20b").PUT(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(400);
    assertThat(declared.all()).isEmpty();
  }

  @Test
  void a_sender_that_pings_too_often_must_wait_and_guessing_counts_tenfold() throws Exception {
    serve(new PingRules(Unknown.CREATE, false, "", 30));
    for (int i = 0; i < 3; i++) assertThat(ping("guess-" + i).statusCode()).isEqualTo(404);
    var late = ping("guess-3");
    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(late.headers().firstValue("Retry-After")).contains("10");
    assertThat(texts()).isEmpty();
  }

  private static JobStatus status(String key, String retired) {
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
        JobHealth.ON_TIME,
        timing,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        retired.isEmpty()
            ? JobStatus.Retirement.NONE
            : new JobStatus.Retirement(retired, NOW.minusSeconds(60)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.orElseThrow().port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> ping(String rest) throws Exception {
    return get("/ping/" + rest);
  }

  private JsonNode put(String key, String body) throws Exception {
    var answer = send(request("/api/v1/pings/" + key).PUT(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private List<String> texts() throws Exception {
    return spool.oldest(0, 100, Long.MAX_VALUE, Set.of()).stream()
        .map(row -> new String(row.document().json(), StandardCharsets.UTF_8))
        .toList();
  }
}
