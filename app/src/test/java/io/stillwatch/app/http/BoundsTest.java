// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.stillwatch.collector.push.Intake;
import io.stillwatch.collector.spool.Spool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What one client can take of the server is bounded, over real HTTP.
class BoundsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:30Z");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Spool spool;
  private WebServer server;

  @BeforeEach
  void start() throws Exception {
    spool = Spool.open(folder, 64 << 20, InstantSource.fixed(NOW));
    server = IngestServer.of(new Intake(spool, IngestServer.WRITER, InstantSource.fixed(NOW)));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    spool.close();
  }

  @Test
  void a_hundred_slow_senders_keep_nobody_from_being_answered() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 300; i++)
        slow.add(unfinished(i % 2 == 0 ? "/ping/a" : "/ingest/es/_bulk"));
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> assertThat(get("/livez").statusCode()).isEqualTo(200));
    } finally {
      for (var socket : slow) socket.close();
    }
  }

  /// Places of this address are taken, none of another.
  @Test
  void senders_of_one_address_leave_places_to_those_of_another() throws Exception {
    var slow = new ArrayList<Socket>();
    try (var others =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build()) {
      for (int i = 0; i < 100; i++) slow.add(unfinished("/ingest/es/_bulk"));
      var body = BodyPublishers.ofString("{\"create\":{}}\n{\"message\":\"a\"}\n");
      var request = HttpRequest.newBuilder(uri("/ingest/es/_bulk")).POST(body).build();
      assertThat(others.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    } finally {
      for (var socket : slow) socket.close();
    }
  }

  @Test
  void connections_that_wait_for_their_client_make_room_for_others() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < Bounds.CONNECTIONS + 100; i++)
        slow.add(sent("GET / HTTP/1.1\r\nX-Slow: "));
      try (var socket = sent("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
        socket.setSoTimeout(5_000);
        assertThat(answer(socket)).startsWith("HTTP/1.1 200");
      }
    } finally {
      for (var socket : slow) socket.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n",
        "413 | POST /api/v1/audits HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 9999999\\r\\n\\r\\n"
      })
  void pages_of_the_server_itself_have_the_headers_too(int status, String request)
      throws Exception {
    try (var socket = sent(request.translateEscapes())) {
      socket.setSoTimeout(5_000);
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 " + status)
          .contains("X-Content-Type-Options: nosniff", "X-Frame-Options: DENY")
          .contains("Content-Security-Policy: ");
    }
  }

  private Socket sent(String text) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    var buffer = new byte[2_000];
    return new String(buffer, 0, Math.max(0, socket.getInputStream().read(buffer)), US_ASCII);
  }

  @Test
  void a_sender_that_drips_is_not_waited_for() throws Exception {
    try (var socket = unfinished("/ingest/es/_bulk")) {
      socket.setSoTimeout(100);
      var answer = new StringBuilder();
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            while (answer.isEmpty()) answer.append(answerAfterOneByte(socket));
          });
      assertThat(answer).startsWith("HTTP/1.1 408");
    }
  }

  /// Empty while there is none.
  private static String answerAfterOneByte(Socket socket) throws IOException {
    socket.getOutputStream().write('x');
    try {
      var buffer = new byte[64];
      int read = socket.getInputStream().read(buffer);
      return new String(buffer, 0, Math.max(0, read), US_ASCII);
    } catch (SocketTimeoutException _) {
      return "";
    }
  }

  private Socket unfinished(String path) throws IOException {
    return sent(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + server.port()
            + "\r\nContent-Length: 1000000\r\n\r\n{");
  }

  @Test
  void more_items_than_are_read_at_once_are_refused_before_memory_is_taken() throws Exception {
    var lines = "{\"create\":{}}\n{\"a\":1}\n".repeat(50_001);
    var answer = post("/ingest/es/_bulk", lines.getBytes(US_ASCII), "identity");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("more than 50000 items", "smaller batches");
  }

  @Test
  void a_body_that_unpacks_to_a_hundred_times_its_size_is_refused() throws Exception {
    var blank = new byte[8 << 20];
    Arrays.fill(blank, (byte) '\n');
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(blank);
    }
    var answer = post("/ingest/es/_bulk", packed.toByteArray(), "gzip");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("100 times its size");
  }

  @Test
  void a_page_takes_no_large_bodies() throws Exception {
    assertThat(post("/?v-r=uidl", new byte[Bounds.BODY + 1], "identity").statusCode())
        .isEqualTo(413);
    assertThat(post("/api/v1/alerts", new byte[Bounds.BODY + 1], "identity").statusCode())
        .isEqualTo(413);
  }

  @Test
  void sessions_that_were_used_once_end_first_when_there_are_too_many() throws Exception {
    var once = cookie(get("/"));
    var used = cookie(get("/"));
    for (int i = 0; i < 3; i++) get("/", used);
    for (int i = 0; i < Sessions.MOST; i++) get("/");
    assertThat(get("/", used).headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(get("/", once).headers().firstValue("Set-Cookie")).isPresent();
  }

  @Test
  void the_cookie_is_for_this_site_only_and_not_for_scripts() throws Exception {
    assertThat(get("/").headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(get("/;jsessionid=abc").headers().firstValue("Set-Cookie")).isPresent();
  }

  private static String cookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private HttpResponse<String> get(String path, String... cookie) throws Exception {
    var request = HttpRequest.newBuilder(uri(path));
    for (var one : cookie) request.header("Cookie", one);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, byte[] body, String coding) throws Exception {
    var request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-ndjson")
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }
}
