// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.store.LeaseStore;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {
  /// What clients of Elasticsearch ask before they send; Elasticsearch describes it.
  private static final Pattern PROBES = Pattern.compile("/ingest/es(?!.*_bulk)");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static WebServer server;

  @BeforeAll
  static void start() throws Exception {
    server = StoryServer.of(Story.told(4), 0);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    CLIENT.close();
  }

  @Test
  void the_page_links_style_sheets_that_are_there() throws Exception {
    var page = get("/").body();
    var links = new ArrayList<String>();
    var sheets = Pattern.compile("<link[^>]*href=\"([^\"]+\\.css)[^\"]*\"").matcher(page);
    while (sheets.find()) links.add(sheets.group(1));
    assertThat(links).anyMatch(link -> link.endsWith("aura/aura.css"));
    assertThat(links).anyMatch(link -> link.endsWith("sw/stillwatch.css"));
    for (var link : links) {
      var sheet = get("/" + link.replaceFirst("^(\\./|/)+", ""));
      assertThat(sheet.statusCode()).as(link).isEqualTo(200);
      assertThat(header(sheet, "Content-Type")).startsWith("text/css");
    }
  }

  @Test
  void versioned_assets_may_be_kept_and_others_are_asked_for_again() throws Exception {
    var library = get("/_static/echarts/6.0.0/dist/echarts.min.js");
    assertThat(library.statusCode()).isEqualTo(200);
    assertThat(header(library, "Cache-Control")).contains("immutable");
    var sheet = get("/sw/stillwatch.css");
    assertThat(header(sheet, "Cache-Control")).isEqualTo("no-cache");
    var again = get("/sw/stillwatch.css", "If-None-Match", header(sheet, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(get("/sw/../../application.yaml").statusCode()).isNotEqualTo(200);
    assertThat(get("/sw/absent.css").statusCode()).isEqualTo(404);
  }

  @Test
  void every_answer_carries_the_security_headers() throws Exception {
    for (var path : List.of("/", "/api/v1/status", "/livez", "/sw/stillwatch.css")) {
      var answer = get(path);
      assertThat(header(answer, "Content-Security-Policy"))
          .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
    }
  }

  @Test
  void foreign_names_and_foreign_pages_are_refused() throws Exception {
    assertThat(
            raw("GET /api/v1/jobs HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
    var post =
        post("/api/v1/alerts/" + Story.ALERT + "/snooze", "{}", "Origin", "https://evil.example");
    assertThat(post.statusCode()).isEqualTo(403);
  }

  @Test
  void says_alive_and_ready_and_names_what_is_missing() throws Exception {
    assertThat(get("/livez").body()).isEqualTo("ok\n");
    assertThat(get("/readyz?verbose").body()).contains("[+]elasticsearch ok", "ready");
    var checks =
        List.of(
            new Check("elasticsearch", () -> "no answer for 40 s"),
            new Check(
                "alerts",
                () -> {
                  throw new StoreException("index is closed");
                }));
    try (var unready =
        new WebServer(
            new WebPorts(Story.empty().ports(), checks, List.of()),
            WebSettings.local(0),
            WebServer.bind(WebSettings.local(0)))) {
      unready.start();
      var answer = get(unready.port(), "/readyz");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("no answer for 40 s", "index is closed");
      assertThat(get(unready.port(), "/readyz?verbose").body())
          .contains(
              "[-]elasticsearch failed: no answer for 40 s", "[-]alerts failed: index is closed");
      assertThat(get(unready.port(), "/readyz?exclude=elasticsearch&exclude=alerts").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void ready_names_the_roles_and_who_holds_them() throws Exception {
    var holders =
        List.of(
            new LeaseStore.Holder("watch", "host-a/1", 3, Story.NOW),
            new LeaseStore.Holder("alert", "host-b/7", 1, Story.NOW));
    var ports =
        new WebPorts(
            Story.empty().ports(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            _ -> {},
            new Roles("host-a/1", () -> holders));
    try (var other =
        new WebServer(ports, WebSettings.local(0), WebServer.bind(WebSettings.local(0)))) {
      other.start();
      var ready = MAPPER.readTree(get(other.port(), "/readyz").body());
      assertThat(ready.path("ready").asBoolean()).isTrue();
      assertThat(ready.at("/roles/0/role").asText()).isEqualTo("alert");
      assertThat(ready.at("/roles/0/held_here").asBoolean()).isFalse();
      assertThat(ready.at("/roles/1/owner").asText()).isEqualTo("host-a/1");
      assertThat(ready.at("/roles/1/epoch").asInt()).isEqualTo(3);
      assertThat(ready.at("/roles/1/held_here").asBoolean()).isTrue();
      assertThat(get(other.port(), "/readyz?verbose").body())
          .contains("watch held by host-a/1 (this process), epoch 3");
    }
  }

  @Test
  void a_taken_port_is_named() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> StoryServer.of(Story.empty(), taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void metrics_name_silent_jobs_and_what_the_program_counts() throws Exception {
    var metrics = get("/metrics").body();
    assertThat(metrics)
        .contains(
            "stillwatch_job_silent{host=\"ops-1\",id=\"cron-ops-1-rotate-rds-logs\",job=\"Rotate RDS logs\"} 1.0")
        .contains("stillwatch_jobs{state=\"silent\"} 4.0")
        .contains("stillwatch_source_blind{source=\"file:edge-3:/var/log/cron.log\"} 1.0")
        .contains("stillwatch_job_last_run_timestamp_seconds{")
        .contains("stillwatch_records_total{source=\"x\"} 7.0");
  }

  @Test
  void numbers_of_the_status_are_the_lengths_of_the_lists() throws Exception {
    var states = json("/api/v1/status").path("jobs");
    for (var state :
        List.of("silent", "failed", "blind", "late", "learning", "on-time", "inactive")) {
      var list = json("/api/v1/jobs?limit=1000&state=" + state);
      assertThat(list.path("items").size()).as(state).isEqualTo(states.path(state).asInt());
      assertThat(list.path("total").asInt()).isEqualTo(states.path(state).asInt());
    }
  }

  @Test
  void an_alert_has_the_fields_of_the_design() throws Exception {
    var alert = json("/api/v1/alerts/" + Story.ALERT);
    assertThat(alert.path("job").path("name").asText()).isEqualTo("Rotate RDS logs");
    assertThat(alert.path("reason").asText()).isEqualTo("job-stopped");
    assertThat(alert.path("missed_runs").asInt()).isEqualTo(15);
    assertThat(alert.path("resolved_at").isNull()).isTrue();
    assertThat(alert.path("closed_as").isNull()).isTrue();
    assertThat(alert.at("/decision/basis").asText()).isEqualTo("schedule-and-sequence");
    assertThat(alert.at("/decision/sequence_score").asInt()).isEqualTo(91);
    assertThat(alert.path("cause").path("path").asText()).isEqualTo("/etc/cron.d/rds-logs");
    assertThat(alert.path("cause").path("confidence").asText()).isEqualTo("certain");
    assertThat(alert.path("impact").path("bytes_per_day").asLong()).isEqualTo(641_000_000);
    assertThat(json("/api/v1/alerts?from=now-30d&state=firing").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void a_job_has_its_status_and_its_habit() throws Exception {
    var job = json("/api/v1/jobs?host=ops-1").at("/items/0");
    assertThat(job.path("health").asText()).isEqualTo("silent");
    assertThat(job.path("state").asText()).isEqualTo("silent");
    assertThat(job.path("alert").asText()).isEqualTo(Story.ALERT);
    assertThat(job.path("last_verdict").asText()).isEqualTo("missed");
    assertThat(job.path("last_run_at").asText()).startsWith("2026-11-07T01:00:0");
    assertThat(job.path("next_due_at").asText()).isEqualTo("2026-11-23T01:00:00Z");
    assertThat(job.path("grace_secs").asInt()).isEqualTo(1_800);
    assertThat(job.at("/habit/confidence").asDouble()).isEqualTo(0.97);
    assertThat(job.at("/habit/observations").asInt()).isEqualTo(60);
    assertThat(job.path("retired").isNull()).isTrue();
  }

  @Test
  void a_job_carries_what_people_say_of_it() throws Exception {
    var note = json("/api/v1/jobs?text=billing").at("/items/0/note");
    assertThat(note.path("name").asText()).isEqualTo("Billing dump");
    assertThat(note.path("owner").asText()).isEqualTo("team-payments");
    assertThat(note.path("runbook").asText()).isEqualTo("https://runbooks.example.org/billing");
    assertThat(note.path("importance").asText()).isEqualTo("critical");
    assertThat(note.path("max_runtime_secs").asInt()).isEqualTo(7_200);
    var none = json("/api/v1/jobs?host=ops-1").at("/items/0/note");
    assertThat(none.path("importance").asText()).isEmpty();
    assertThat(none.path("grace_secs").isNull()).isTrue();
  }

  @Test
  void maintenance_windows_are_listed_by_the_times_that_they_are_open() throws Exception {
    var ahead = json("/api/v1/maintenance");
    assertThat(ahead.path("total").asInt()).isEqualTo(4);
    var first = ahead.at("/items/0");
    assertThat(first.path("name").asText()).isEqualTo("database patches");
    assertThat(first.path("kind").asText()).isEqualTo("maintenance");
    assertThat(first.path("from").asText()).isEqualTo("2026-11-28T21:00:00Z");
    assertThat(first.path("until").asText()).isEqualTo("2026-11-29T05:00:00Z");
    assertThat(first.at("/match/host").asText()).isEqualTo("db-*");
    assertThat(first.at("/match/kind").isNull()).isTrue();
    var past = json("/api/v1/maintenance?from=2026-11-18T00:00:00Z&to=2026-11-18T10:00:00Z");
    assertThat(past.path("total").asInt()).isEqualTo(1);
    assertThat(past.at("/items/0/kind").asText()).isEqualTo("holiday");
    assertThat(problem("/api/v1/maintenance?from=now-900d", 400).path("detail").asText())
        .contains("800 days");
  }

  @Test
  void lists_are_paged_and_filtered() throws Exception {
    var ids = new ArrayList<String>();
    var after = "";
    do {
      var page = json("/api/v1/jobs?limit=7&after=" + after);
      assertThat(page.path("total").asInt()).isGreaterThan(20);
      page.path("items").forEach(job -> ids.add(job.path("id").asText()));
      after = page.path("next").asText("");
    } while (!after.isEmpty());
    assertThat(ids).doesNotHaveDuplicates().hasSize(json("/api/v1/jobs").path("total").asInt());
    assertThat(json("/api/v1/jobs?text=nginx%20web-3").path("total").asInt()).isEqualTo(1);
    assertThat(json("/api/v1/jobs?host=ops-1").path("total").asInt()).isEqualTo(1);
    assertThat(
            json("/api/v1/findings?rule=CM03")
                .path("items")
                .get(0)
                .path("object")
                .path("line")
                .asInt())
        .isEqualTo(4);
    assertThat(json("/api/v1/verdicts?verdict=missed&from=now-24h").path("items")).hasSize(4);
    var lanes = json("/api/v1/anomalies/lanes?from=now-30d&limit=2");
    assertThat(lanes.path("lanes")).hasSizeLessThanOrEqualTo(2).isNotEmpty();
    assertThat(lanes.path("overall").path("scores").path(0).path("highest").asDouble())
        .isBetween(25.0, 100.0);
    assertThat(problem("/api/v1/anomalies/lanes?by=host", 400).path("detail").asText())
        .isEqualTo("by must be job or signal.");
    assertThat(json("/api/v1/anomalies?min_score=75").path("items")).isNotEmpty();
    var one = "/api/v1/anomalies?from=now-60d&min_score=0&job=rds-orders-mysql-error&limit=40";
    var first = json(one);
    var rest = json(one + "&after=" + first.path("next").asText());
    assertThat(first.path("items").size() + rest.path("items").size()).isEqualTo(60);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(json("/api/v1/sources").path("total").asInt()).isEqualTo(6);
  }

  @Test
  void gaps_of_a_range_are_summed_and_told() throws Exception {
    var all = json("/api/v1/gaps?from=now-7d");
    assertThat(all.path("total").asInt()).isEqualTo(3);
    assertThat(all.path("sources").path(0).path("source").asText())
        .isEqualTo("file:web-1:/var/log/cron.log");
    assertThat(all.path("sources").path(0).path("bytes").asLong()).isEqualTo(90_624);
    assertThat(all.path("items").path(0).path("why").asText()).contains("was truncated");
    assertThat(json("/api/v1/gaps?from=now-1d").path("total").asInt()).isEqualTo(1);
  }

  @Test
  void what_the_index_holds_is_listed_by_family_with_the_days_it_is_kept() throws Exception {
    var storage = json("/api/v1/storage").path("families");
    assertThat(storage.findValuesAsText("family")).containsExactly("alerts", "logs");
    assertThat(storage.path(0).path("kept_days").isNull()).isTrue();
    assertThat(storage.path(1).path("kept_days").asInt()).isEqualTo(30);
    assertThat(storage.path(1).path("oldest").asText()).isEqualTo("2026-10-01T00:00:00Z");
  }

  @Test
  void a_search_gives_lines_histogram_and_cost() throws Exception {
    var answer = json("/api/v1/search?q=host.name%3A%22ops-1%22&from=now-30d&limit=5");
    assertThat(answer.path("items")).hasSize(5);
    assertThat(answer.path("items").get(0).path("fields").path("host.name").asText())
        .isEqualTo("ops-1");
    assertThat(answer.path("histogram").size()).isBetween(40, 101);
    assertThat(answer.path("total_exact").asBoolean()).isTrue();
  }

  @Test
  void what_the_caller_did_wrong_is_said_as_a_problem_document() throws Exception {
    var kql = problem("/api/v1/search?q=host.name%3A", 400);
    assertThat(kql.path("column").asInt()).isPositive();
    assertThat(problem("/api/v1/jobs?limit=5000", 400).path("detail").asText())
        .contains("1 to 1000");
    assertThat(problem("/api/v1/jobs?offset=5", 400).path("detail").asText()).contains("after");
    assertThat(problem("/api/v1/jobs?state=asleep", 400).path("detail").asText())
        .contains("on-time", "inactive");
    assertThat(problem("/api/v1/verdicts?from=yesterday", 400).path("detail").asText())
        .contains("from must be");
    assertThat(problem("/api/v1/alerts/SW-NONE", 404).path("detail").asText()).contains("SW-NONE");
    assertThat(problem("/api/v1/nothing", 404).path("detail").asText()).contains("openapi.yaml");
  }

  @Test
  void acknowledging_and_snoozing_change_the_alert_and_nothing_else() throws Exception {
    try (var own = StoryServer.of(Story.told(1), 0)) {
      own.start();
      var path = "/api/v1/alerts/" + Story.ALERT;
      var done = post(own.port(), path + "/acknowledge", "{\"by\":\"ana\"}");
      assertThat(done.statusCode()).isEqualTo(200);
      assertThat(MAPPER.readTree(done.body()).path("acknowledged_by").asText()).isEqualTo("ana");
      var snoozed = post(own.port(), path + "/snooze", "{\"until\":\"PT8H\"}");
      assertThat(MAPPER.readTree(snoozed.body()).path("snoozed_until").asText())
          .isEqualTo("2026-11-22T16:00:00Z");
      assertThat(MAPPER.readTree(snoozed.body()).path("state").asText()).isEqualTo("firing");
      assertThat(
              post(own.port(), path + "/snooze", "{\"until\":\"2020-01-01T00:00:00Z\"}")
                  .statusCode())
          .isEqualTo(400);
      assertThat(post(own.port(), path + "/acknowledge", "{\"by\":").statusCode()).isEqualTo(400);
      assertThat(post(own.port(), "/api/v1/alerts/SW-NONE/acknowledge", "").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void an_alert_is_closed_with_a_reason_and_not_without() throws Exception {
    try (var own = StoryServer.of(Story.told(1), 0)) {
      own.start();
      var path = "/api/v1/alerts/" + Story.ALERT + "/close";
      for (var body : List.of("", "{}", "{\"reason\":\"  \"}")) {
        var refused = post(own.port(), path, body);
        assertThat(refused.statusCode()).as(body).isEqualTo(400);
        assertThat(refused.body()).contains("reason must be why the alert is closed");
      }
      var closed = post(own.port(), path, "{\"reason\":\"moved to ops-2\",\"by\":\"ana\"}");
      assertThat(closed.statusCode()).isEqualTo(200);
      var alert = MAPPER.readTree(closed.body());
      assertThat(alert.path("state").asText()).isEqualTo("resolved");
      assertThat(alert.path("closed_as").asText()).isEqualTo("closed");
      assertThat(alert.path("closed_by").asText()).isEqualTo("ana");
      assertThat(alert.path("closed_reason").asText()).isEqualTo("moved to ops-2");
      assertThat(alert.path("resolved_at").asText()).isEqualTo(Story.NOW.toString());
      assertThat(post(own.port(), path, "{\"reason\":\"again\"}").statusCode()).isEqualTo(409);
      var unknown = "/api/v1/alerts/SW-NONE/close";
      assertThat(post(own.port(), unknown, "{\"reason\":\"x\"}").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void every_route_is_described(@TempDir Path folder) throws Exception {
    var described = new TreeSet<String>();
    var yaml = new YAMLMapper().readTree(get("/api/openapi.yaml").body());
    yaml.path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    described.add(
                        method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    var served = new TreeSet<String>();
    try (var spool = Spool.open(folder, 1 << 20, InstantSource.system())) {
      var letters = Optional.of(new DeadLetterRoutes(spool));
      var intake = new Intake(spool, IngestServer.WRITER, InstantSource.system());
      var addresses = PingAddresses.adopting(InstantSource.system());
      var ingest = Optional.of(new Ingest(intake, ZoneOffset.UTC, addresses));
      var ports = new WebPorts(Story.empty().ports(), List.of(), List.of(), ingest, letters);
      for (var route : server.javalin(ports).unsafe.internalRouter.allHttpHandlers()) {
        var path = route.endpoint.path;
        if (!path.endsWith("*") && !PROBES.matcher(path).lookingAt())
          served.add(route.endpoint.method + " " + path);
      }
    }
    assertThat(served).isEqualTo(described);
  }

  private static JsonNode json(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private static JsonNode problem(String path, int status) throws Exception {
    var answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    var problem = MAPPER.readTree(answer.body());
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem;
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    return get(server.port(), path, headers);
  }

  private static HttpResponse<String> get(int port, String path, String... headers)
      throws Exception {
    var request = HttpRequest.newBuilder(uri(port, path));
    if (headers.length > 0) request.headers(headers);
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(uri(server.port(), path)).POST(BodyPublishers.ofString(body));
    return CLIENT.send(request.headers(headers).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(int port, String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(uri(port, path)).POST(BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// The client of the JDK does not let a test choose the Host header.
  private static String raw(String request) throws IOException {
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
