// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import io.stillwatch.core.evidence.SourceId;
import io.stillwatch.core.source.Checkpoint;
import io.stillwatch.core.store.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pushed over real HTTP into a real spool.
class IngestTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:30Z");
  private static final long CAP = 8 << 20;

  @TempDir private Path folder;
  private Spool spool;
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    spool = Spool.open(folder, CAP, InstantSource.fixed(NOW));
    server = IngestServer.of(new Intake(spool, IngestServer.WRITER, InstantSource.fixed(NOW)));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    spool.close();
  }

  @Test
  void a_document_of_filebeat_becomes_a_run_of_cron() throws Exception {
    var answer =
        bulk(
            "/ingest/es/_bulk",
            """
            {"create":{"_index":"filebeat-9.1.0"}}
            {"@timestamp":"2026-11-22T02:00:02.123Z","log":{"offset":512,"file":{"path":"/var/log/syslog"}},\
            "host":{"name":"db-1"},"message":"Nov 22 02:00:01 db-1 CRON[77]: (root) CMD (/usr/sbin/logrotate /etc/logrotate.conf)"}
            """
                .replace("\\\n", ""));
    assertThat(answer.path("errors").asBoolean()).isFalse();
    assertThat(answer.at("/items/0/create/status").asInt()).isEqualTo(201);
    assertThat(answer.at("/items/0/create/_index").asText()).isEqualTo("filebeat-9.1.0");
    assertThat(texts())
        .containsExactly(
            "run-start|db-1|2026-11-22T02:00:01Z|Nov 22 02:00:01 db-1 CRON[77]: (root) CMD"
                + " (/usr/sbin/logrotate /etc/logrotate.conf)");
  }

  @Test
  void taken_apart_lines_of_other_shippers_are_put_together_again() throws Exception {
    bulk(
        "/ingest/es/cron/_bulk",
        """
        {"index":{}}
        {"timestamp":"2026-11-22T02:00:01Z","hostname":"web-1","appname":"CRON","procid":12,"message":"(root) CMD (/opt/a.sh)"}
        {"create":{"_index":"x","_type":"_doc"}}
        {"@timestamp":"2026-11-22T02:00:02Z","host":"web-2","syslogtag":"CRON[13]:","message":"(root) CMD (/opt/b.sh)"}
        {"create":{}}
        {"@timestamp":"2026-11-22T02:00:03.000Z","log":"2026-11-22T02:00:00+01:00 web-3 CRON[14]: (root) CMD (/opt/c.sh)"}
        {"create":{}}
        {"__REALTIME_TIMESTAMP":"1795312804000000","_HOSTNAME":"web-4","SYSLOG_IDENTIFIER":"CRON","_PID":"15","MESSAGE":"(root) CMD (/opt/d.sh)"}
        """);
    assertThat(texts())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("run-start|web-1|2026-11-22T02:00:01Z|"),
            one -> assertThat(one).startsWith("run-start|web-2|2026-11-22T02:00:02Z|"),
            one -> assertThat(one).startsWith("run-start|web-3|2026-11-22T01:00:00Z|"),
            one -> assertThat(one).startsWith("run-start|web-4|").endsWith("(/opt/d.sh)"));
  }

  @Test
  void a_run_is_known_from_what_rsyslog_sends_without_a_template() throws Exception {
    bulk(
        "/ingest/es/_bulk",
        """
        {"index":{"_index":"system"}}
        {"message":" (root) CMD (/opt/a.sh)","fromhost":"web-1","facility":"cron","priority":"info","timereported":"2026-11-22T02:00:01+00:00","timegenerated":"2026-11-22T02:00:09+00:00"}
        """);
    assertThat(texts())
        .containsExactly(
            "run-start|web-1|2026-11-22T02:00:01Z|2026-11-22T02:00:01Z web-1 cron: (root) CMD"
                + " (/opt/a.sh)");
  }

  @Test
  void a_bad_item_is_refused_alone_and_the_order_is_kept() throws Exception {
    var answer =
        bulk(
            "/ingest/es/_bulk",
            """
            {"create":{"_index":"a"}}
            {"message":"one"}
            {"create":{"_index":"a"}}
            {"message":
            {"delete":{"_index":"a","_id":"1"}}
            {"update":{"_index":"a","_id":"1"}}
            {"doc":{}}
            {"index":{"_index":"a","_id":"mine"}}
            {"message":"two"}
            {"create":{"_index":"a"}}
            [1]
            """);
    assertThat(answer.path("errors").asBoolean()).isTrue();
    assertThat(answer.path("items"))
        .extracting(item -> item.elements().next().path("status").asInt())
        .containsExactly(201, 400, 400, 400, 201, 400);
    assertThat(answer.at("/items/1/create/error/type").asText())
        .isEqualTo("document_parsing_exception");
    assertThat(answer.at("/items/4/index/_id").asText()).isEqualTo("mine");
    assertThat(texts()).hasSize(2);
  }

  @Test
  void a_request_that_nobody_can_read_is_refused_as_a_whole() throws Exception {
    for (var body :
        List.of(
            "",
            "{\"create\":{}}\n{\"message\":\"no newline\"}",
            "garbage\n{}\n",
            "{\"create\":{}}\n")) {
      var answer = post("/ingest/es/_bulk", body.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(JSON.readTree(answer.body()).at("/error/type").asText())
          .isEqualTo("illegal_argument_exception");
    }
    assertThat(texts()).isEmpty();
  }

  @Test
  void the_same_request_sent_again_has_the_same_ids_and_equal_lines_have_their_own()
      throws Exception {
    var line = "{\"create\":{}}\n{\"@timestamp\":\"2026-11-22T02:00:01Z\",\"message\":\"same\"}\n";
    bulk("/ingest/es/_bulk", line + line);
    var first = ids();
    bulk("/ingest/es/_bulk", line + line);
    assertThat(first).hasSize(2).doesNotHaveDuplicates();
    assertThat(ids().subList(2, 4)).isEqualTo(first);
  }

  @Test
  void gzip_is_unpacked_and_the_limit_holds_for_what_comes_out() throws Exception {
    var lines = "{\"create\":{}}\n{\"message\":\"%s\"}\n".formatted("x".repeat(200_000)).repeat(3);
    var good = post("/ingest/es/_bulk", gzip(lines), "Content-Encoding", "gzip");
    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(texts()).hasSize(3);
    var bomb = post("/ingest/es/_bulk", gzip(lines.repeat(40)), "Content-Encoding", "gzip");
    assertThat(bomb.statusCode()).isEqualTo(413);
    var broken = post("/ingest/es/_bulk", new byte[] {1, 2, 3}, "Content-Encoding", "gzip");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(texts()).hasSize(3);
  }

  @Test
  void bodies_of_many_small_parts_are_refused() throws Exception {
    var small = "{},".repeat(1_500_000) + "{}";
    var logs = ("{\"resourceLogs\":[" + small + "]}").getBytes(StandardCharsets.UTF_8);
    var refused = post("/ingest/otlp/v1/logs", logs, "Content-Type", "application/json");
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("values, names and brackets");
    var snapshot = "{\"tables\":[],\"users\":[" + small + "]}\n";
    var told = post("/ingest/snapshot", snapshot.getBytes(StandardCharsets.UTF_8));
    assertThat(told.statusCode()).isEqualTo(413);
    assertThat(told.body()).contains("values, names and brackets");
    var item = bulk("/ingest/es/_bulk", "{\"create\":{}}\n[" + small + "]\n");
    assertThat(item.at("/items/0/create/status").asInt()).isEqualTo(400);
    assertThat(texts()).isEmpty();
  }

  @Test
  void a_full_spool_asks_everybody_to_come_back_later() throws Exception {
    var filler = new Document("x", "filler", new byte[(int) (CAP * 0.85)]);
    spool.put(new SourceId("filler"), List.of(filler), new Checkpoint("1"));
    var body = "{\"create\":{}}\n{\"message\":\"one\"}\n".getBytes(StandardCharsets.UTF_8);
    for (var path : List.of("/ingest/es/_bulk", "/ingest/otlp/v1/logs")) {
      var answer = post(path, body, "Content-Type", "application/json");
      assertThat(answer.statusCode()).as(path).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).as(path).contains("10");
    }
    assertThat(get("/ping/backup").statusCode()).as("a ping is small").isEqualTo(200);
  }

  @Test
  void clients_of_elasticsearch_find_what_they_ask_for_first() throws Exception {
    var info = get("/ingest/es/");
    assertThat(info.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
    assertThat(JSON.readTree(info.body()).at("/version/number").asText()).startsWith("9.");
    for (var path : List.of("", "/_license", "/_xpack", "/_cluster/health", "/_cat/health"))
      assertThat(get("/ingest/es" + path).statusCode()).as(path).isEqualTo(200);
    assertThat(get("/ingest/es/_index_template/filebeat").statusCode()).isEqualTo(404);
    var template =
        send(request("/ingest/es/_index_template/filebeat").PUT(BodyPublishers.ofString("{}")));
    assertThat(template.body()).contains("\"acknowledged\":true");
    assertThat(send(request("/ingest/es").HEAD()).statusCode()).isEqualTo(200);
  }

  @Test
  void heartbeats_are_runs_by_the_addresses_of_healthchecks() throws Exception {
    assertThat(get("/ping/backup-db").body()).isEqualTo("OK");
    assertThat(send(request("/ping/backup-db").HEAD()).statusCode()).isEqualTo(200);
    assertThat(get("/ping/5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278").statusCode())
        .as("a UUID may be a secret")
        .isEqualTo(404);
    assertThat(post("/ping/backup-db/0", "42 files".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isEqualTo(200);
    assertThat(get("/ping/backup-db/start").statusCode()).isEqualTo(200);
    assertThat(get("/ping/backup-db/fail").statusCode()).isEqualTo(200);
    assertThat(get("/ping/backup-db/127").statusCode()).isEqualTo(200);
    assertThat(get("/ping/backup-db/log").statusCode()).isEqualTo(200);
    assertThat(get("/ping/projectkey/nightly").statusCode()).isEqualTo(200);
    assertThat(get("/ping/backup-db/256/stop").statusCode()).isEqualTo(404);
    assertThat(get("/ping/no%20key").statusCode()).isEqualTo(404);
    assertThat(get("/ping/stillwatch-retention").statusCode()).isEqualTo(403);
    assertThat(texts())
        .extracting(text -> text.split("\\|")[0])
        .containsExactly(
            "run-end",
            "run-end",
            "run-end",
            "run-start",
            "run-failed",
            "run-failed",
            "other",
            "run-end");
    assertThat(texts().get(2)).endsWith("backup-db: success\n42 files");
    assertThat(spool.checkpoints("ping:")).hasSize(1);
  }

  @Test
  void a_page_of_another_site_cannot_make_a_dead_job_look_alive() throws Exception {
    var answer = send(request("/ping/backup").header("Sec-Fetch-Site", "cross-site").GET());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(texts()).isEmpty();
  }

  @Test
  void open_telemetry_logs_are_taken_as_json() throws Exception {
    var body =
        """
        {"resourceLogs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"db-2"}}]},
          "scopeLogs":[{"logRecords":[
            {"timeUnixNano":"1795312800000000000","body":{"stringValue":"(root) CMD (/opt/a.sh)"},
             "attributes":[{"key":"appname","value":{"stringValue":"CRON"}},{"key":"proc_id","value":{"stringValue":"9"}}]},
            {"observedTimeUnixNano":"1795312801000000000","body":{"stringValue":"Nov 22 02:00:01 db-2 CRON[10]: (root) CMD (/opt/b.sh)"}}]}]}]}
        """;
    var answer =
        post(
            "/ingest/otlp/v1/logs",
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(texts()).hasSize(2).allMatch(text -> text.startsWith("run-start|db-2|"));
    var protobuf =
        post("/ingest/otlp/v1/logs", new byte[] {1}, "Content-Type", "application/x-protobuf");
    assertThat(protobuf.statusCode()).isEqualTo(415);
  }

  @Test
  void nothing_is_lost_when_the_process_dies_between_commit_and_answer() throws Exception {
    stop();
    int issued = 0;
    for (int round = 1; round <= 3; round++) {
      var process = serverThatDiesAfter(round * 2);
      var port = Integer.parseInt(process.inputReader().readLine());
      int answered = 0;
      try {
        while (true) {
          var answer =
              CLIENT.send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + port + "/ingest/es/_bulk"))
                      .POST(BodyPublishers.ofString(batch(issued)))
                      .build(),
                  BodyHandlers.ofString());
          assertThat(answer.statusCode()).isEqualTo(200);
          answered++;
          issued += 10;
        }
      } catch (IOException died) {
        assertThat(process.waitFor()).isEqualTo(137);
      }
      assertThat(answered).isEqualTo(round * 2 - 1);
    }
    spool = Spool.open(folder, CAP, InstantSource.fixed(NOW));
    assertThat(texts().stream().distinct())
        .hasSize(issued + 10) // the last batch was committed and never answered
        .containsAll(IntStream.range(0, issued).mapToObj(n -> text(n)).toList());
    assertThat(ids().stream().distinct()).hasSize(issued + 10);
    server = IngestServer.of(new Intake(spool, IngestServer.WRITER, InstantSource.fixed(NOW)));
  }

  private static String text(int number) {
    return "run-start|db-1|2026-11-22T02:00:01Z|2026-11-22T02:00:01Z db-1 CRON[%d]: (root) CMD (/opt/a.sh)"
        .formatted(number + 1);
  }

  private static String batch(int from) {
    var batch = new StringBuilder();
    for (int number = from; number < from + 10; number++)
      batch.append(
          "{\"create\":{}}\n{\"message\":\"2026-11-22T02:00:01Z db-1 CRON[%d]: (root) CMD (/opt/a.sh)\"}\n"
              .formatted(number + 1));
    return batch.toString();
  }

  private Process serverThatDiesAfter(int commits) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            IngestServer.class.getName(),
            folder.toString(),
            Integer.toString(commits))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> texts() throws Exception {
    return spool.oldest(0, 10_000, Long.MAX_VALUE, Set.of()).stream()
        .map(row -> new String(row.document().json(), StandardCharsets.UTF_8))
        .toList();
  }

  private List<String> ids() throws Exception {
    return spool.oldest(0, 10_000, Long.MAX_VALUE, Set.of()).stream()
        .map(row -> row.document().id())
        .toList();
  }

  private JsonNode bulk(String path, String body) throws Exception {
    var answer = post(path, body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
    var request = request(path).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) request.headers(headers);
    return send(request);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
