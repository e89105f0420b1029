// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.stillwatch.app.config.ConfigFile;
import io.stillwatch.app.log.EcsEncoder;
import io.stillwatch.app.run.DataFolder;
import io.stillwatch.app.run.Product;
import io.stillwatch.app.run.SimulatedClock;
import io.stillwatch.core.search.OriginalLines.Look;
import io.stillwatch.indexer.export.EvidenceDocuments.Selection;
import io.stillwatch.simulator.SimulatedAccount;
import io.stillwatch.testkit.secret.Canary;
import io.stillwatch.testkit.text.HostileTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Secrets in every form, pushed as lines and tables, stored in a real Elasticsearch, judged, and
/// told: no output has one.
@Isolated("the log is one for all")
class CanaryOutputsTest {
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final int HOURS = 4;
  private static final int RAN = 2;

  /// Fewer messages than a route sums up, each ten minutes.
  private static final int AT_A_TIME = 7;

  private static final Duration STEP = Duration.ofMinutes(10);
  private static final Duration LINES_BEGIN = Duration.ofHours(3);

  private static final List<String> ANSWERS =
      List.of(
          "/api/v1/status",
          "/api/v1/jobs?limit=1000",
          "/api/v1/verdicts?limit=1000&from=2026-11-19&to=2026-11-21",
          "/api/v1/alerts?limit=1000&from=2026-11-19",
          "/api/v1/findings?limit=1000",
          "/api/v1/anomalies?from=2026-11-19",
          "/api/v1/sources",
          "/api/v1/gaps?from=2026-11-19",
          "/api/v1/dead-letters",
          "/api/v1/search?from=2026-11-19&limit=1000",
          "/api/v1/search?from=2026-11-19&limit=1000&q=event.action%3A%20run-output",
          "/api/v1/search?from=2026-11-19&limit=1000&q=process.name%3A%20backup.sh",
          "/api/v1/search/fields",
          "/api/v1/search/fields/process.command_line/values?from=2026-11-19",
          "/api/v1/search/fields/message/values?from=2026-11-19",
          "/api/v1/search/fields/log.pattern/values?from=2026-11-19",
          "/api/v1/search/export?from=2026-11-19&format=ndjson",
          "/api/v1/search/export?from=2026-11-19&format=csv",
          "/metrics",
          "/readyz");

  private static final List<String> VIEWS =
      List.of(
          "",
          "timelines?from=2026-11-19",
          "alerts?from=2026-11-19",
          "findings",
          "discover?from=2026-11-19",
          "discover?from=2026-11-19&tab=patterns",
          "discover?from=2026-11-19&q=process.name%3A%20backup.sh",
          "sources",
          "admin");

  @TempDir private static Path folder;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final SimulatedClock CLOCK = new SimulatedClock(START);
  private static final List<String> POSTED = Collections.synchronizedList(new ArrayList<>());
  private static final ByteArrayOutputStream LOGGED = new ByteArrayOutputStream();
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.stillwatch");
  private static final OutputStreamAppender<ILoggingEvent> LOG = new OutputStreamAppender<>();
  private static final OutputStreamAppender<ILoggingEvent> JSON_LOG = new OutputStreamAppender<>();
  private static List<Canary> canaries;
  private static SimulatedAccount account;
  private static HttpServer receiver;
  private static Product product;

  @BeforeAll
  static void secrets_are_pushed_and_their_jobs_stop() throws Exception {
    log();
    canaries = Canary.all();
    account = SimulatedAccount.start(List.of(), CLOCK);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            POSTED.add(exchange.getRequestHeaders().entrySet() + body);
            exchange.sendResponseHeaders(204, -1);
          }
        });
    receiver.start();
    product =
        Product.start(
            ConfigFile.read(config(), Map.of()),
            DataFolder.open(folder.resolve("data")),
            CLOCK,
            true);
    var fleet = new CanaryFleet(canaries);
    var now = START;
    for (int i = 0; i < canaries.size(); i += AT_A_TIME) {
      now = now.plus(STEP);
      CLOCK.set(now);
      push("/ingest/snapshot", fleet.snapshots(i, i + AT_A_TIME, now));
      ping("secrets", canaries.subList(i, Math.min(i + AT_A_TIME, canaries.size())));
      ping("hostile", HostileTexts.texts().subList(i / 2, i / 2 + AT_A_TIME));
      tick(now);
    }
    now = START.plus(LINES_BEGIN);
    for (int hour = 0; hour < HOURS; hour++) {
      var begun = now;
      now = now.plus(Duration.ofHours(1));
      CLOCK.set(now);
      push("/ingest/es/_bulk", fleet.hour(begun, hour < RAN));
      tick(now);
    }
  }

  private static void tick(Instant now) throws Exception {
    product.collector().round();
    product.detection().tick(now);
    product.sendDue();
  }

  /// Everything that the product logs, as it writes it to standard error in either form.
  private static void log() throws Exception {
    var shipped = new LoggerContext();
    shipped.setMDCAdapter(MDC.getMDCAdapter());
    var joran = new JoranConfigurator();
    joran.setContext(shipped);
    joran.doConfigure(CanaryOutputsTest.class.getResource("/logback.xml"));
    var stderr = shipped.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr-text");
    var root = OURS.getLoggerContext().getLogger(Logger.ROOT_LOGGER_NAME);
    LOG.setContext(root.getLoggerContext());
    LOG.setEncoder(((OutputStreamAppender<ILoggingEvent>) stderr).getEncoder());
    var json = new EcsEncoder();
    json.start();
    JSON_LOG.setContext(root.getLoggerContext());
    JSON_LOG.setEncoder(json);
    for (var log : List.of(LOG, JSON_LOG)) {
      log.setOutputStream(LOGGED);
      log.start();
      root.addAppender(log);
    }
    OURS.setLevel(Level.DEBUG);
  }

  private static Path config() throws IOException {
    var key =
        Files.writeString(folder.resolve("key"), "whsec_" + "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0");
    return Files.writeString(
        folder.resolve("stillwatch.yaml"),
        """
        aws: {region: %1$s, endpointUrl: "%2$s"}
        sources: {facts: {everyMinutes: 0}}
        detection: {checkpointMinutes: 60}
        alerts:
          routes:
            - {name: mail, topicArn: "%3$s", perHour: 1000}
            - {name: chat, topicArn: "%3$s", style: chat, perHour: 1000}
            - {name: hook, perHour: 1000, webhook: {url: "http://127.0.0.1:%4$d/", secretFile: "%5$s"}}
          signsOfLife: {digestAt: "02:00", testOn: ""}
        web: {port: 0, originalLines: true}
        """
            .formatted(
                account.region(),
                account.endpoint(),
                account.topicArn(),
                receiver.getAddress().getPort(),
                key));
  }

  /// A job that fails and says why.
  private static void ping(String key, List<?> texts) throws Exception {
    var body = new StringBuilder("failed:");
    for (var text : texts)
      body.append('\n').append(text instanceof Canary canary ? canary.text() : text);
    push("/ping/" + key + "/fail?create=1", body.toString());
  }

  private static String push(String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(product.url() + path));
    var answer =
        HTTP.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    return answer.body();
  }

  @AfterAll
  static void stop() {
    OURS.setLevel(Level.WARN);
    LOG.stop();
    JSON_LOG.stop();
    product.close();
    account.close();
    receiver.stop(0);
  }

  private static String get(String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(product.url() + path)).build();
    var answer = HTTP.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static void holdsNone(String what, String output) {
    assertThat(canaries.stream().flatMap(each -> leak(each, what, output).stream())).isEmpty();
  }

  private static List<String> leak(Canary canary, String what, String output) {
    return canary.in(output).stream()
        .map(part -> {
          int at = output.indexOf(part.substring(0, Math.min(8, part.length())));
          var around = output.substring(Math.max(0, at - 80), Math.max(0, at));
          return what + " shows " + part + " of " + canary + " behind " + around;
        })
        .toList();
  }

  @Test
  void no_message_of_any_protocol_holds_a_secret() throws Exception {
    var mails = account.received();
    assertThat(mails).hasSizeGreaterThan(canaries.size());
    assertThat(mails).anyMatch(one -> one.toString().contains("client-markdown"));
    assertThat(mails).anyMatch(one -> one.bodies().containsKey("sms"));
    assertThat(POSTED).hasSizeGreaterThan(canaries.size() / 2);
    holdsNone("a message", mails.toString());
    holdsNone("a webhook", POSTED.toString());
    for (var mail : mails)
      assertThat(mail.bodies().values()).allMatch(body -> HostileTexts.raw(body) < 0);
    assertThat(POSTED).allMatch(posted -> HostileTexts.raw(posted) < 0);
  }

  @Test
  void no_answer_of_the_api_and_no_metric_holds_a_secret() throws Exception {
    for (var path : ANSWERS) holdsNone(path, get(path));
    var json = new ObjectMapper();
    var alerts = json.readTree(get("/api/v1/alerts?limit=1000&from=2026-11-19")).path("items");
    assertThat(alerts.size()).isGreaterThan(canaries.size() / 2);
    for (var alert : alerts) {
      var path = "/api/v1/alerts/" + alert.path("id").asText();
      holdsNone(path, get(path));
      holdsNone(path, get(path + "/events"));
    }
    var lines =
        json.readTree(get("/api/v1/search?from=2026-11-19&limit=100&q=process.name%3A%20app"));
    assertThat(lines.path("items").size()).isEqualTo(100);
    for (var line : lines.path("items")) {
      var path = line.path("index").asText() + "/" + line.path("id").asText();
      holdsNone(path, get("/api/v1/search/lines/" + path));
    }
  }

  @Test
  void a_line_as_it_was_written_is_shown_on_request_only_and_the_look_is_stored() throws Exception {
    var json = new ObjectMapper();
    var query =
        "/api/v1/search?from=2026-11-19&limit=1&q=process.name%3A%20app%20and%20host.name%3A";
    var line = json.readTree(get(query + "%20secret-0")).path("items").path(0);
    var path = line.path("index").asText() + "/" + line.path("id").asText();
    var shown =
        push(
            "/api/v1/search/lines/" + path + "/original",
            "{\"by\":\"ana\",\"reason\":\"ticket 7\"}");
    var original = json.readTree(shown).path("original").asText();
    assertThat(original).contains(canaries.getFirst().text());
    assertThat(product.stores().originals().looks(10))
        .singleElement()
        .isEqualTo(
            new Look(
                line.path("index").asText(),
                line.path("id").asText(),
                "ana",
                "ticket 7",
                CLOCK.instant()));
  }

  @Test
  void the_log_of_the_process_holds_no_secret() {
    var log = LOGGED.toString(StandardCharsets.UTF_8);
    assertThat(log).contains("i.s.");
    holdsNone("the log", log);
  }

  @Test
  void an_export_of_the_evidence_holds_no_secret() throws Exception {
    var out = folder.resolve("export");
    product.evidenceExport().write(new Selection(Instant.EPOCH, Instant.MAX, Set.of()), out);
    try (var files = Files.list(out)) {
      for (var file : files.toList()) holdsNone(file.toString(), Files.readString(file));
    }
  }

  @Test
  void no_page_holds_a_secret() throws Exception {
    int port = URI.create(product.url()).getPort();
    try (var browser = new Browser(port)) {
      for (var view : VIEWS) {
        browser.open(view);
        if (view.endsWith("tab=patterns")) browser.find(".sw-pattern");
        else if (view.startsWith("discover")) browser.see("main.sw-page", "secret-");
        var page = String.valueOf(browser.run("return document.documentElement.outerHTML"));
        holdsNone("/" + view, page);
      }
    }
  }
}
