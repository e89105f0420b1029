// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Requests to the web server under attack.
final class Web implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NO_ANSWER = 0;
  private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (_, _) -> true);

  private final URI base;
  private final HttpClient client;

  Web(String base) {
    this(base, InetAddress.getLoopbackAddress());
  }

  /// Asks from an address of this machine.
  Web(String base, InetAddress from) {
    this.base = URI.create(base);
    client = HttpClient.newBuilder().localAddress(from).build();
  }

  /// Status 0 if there was no answer.
  record Answer(int status, String body, HttpHeaders headers) {
    /// Of `/readyz`; nothing where the answer is another.
    JsonNode checks() {
      try {
        return JSON.readTree(body).path("checks");
      } catch (JsonProcessingException e) {
        return MissingNode.getInstance();
      }
    }
  }

  int port() {
    return base.getPort();
  }

  Answer get(String path) throws InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  Answer post(String path, byte[] body, String... headers) throws InterruptedException {
    var request = HttpRequest.newBuilder(base.resolve(path)).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) request.headers(headers);
    return send(request);
  }

  Answer post(String path, String body) throws InterruptedException {
    return post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  Answer postPacked(String path, byte[] body) throws InterruptedException {
    return post(path, packed(body), "Content-Encoding", "gzip");
  }

  private static byte[] packed(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private Answer send(HttpRequest.Builder request) throws InterruptedException {
    try {
      var answer = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body(), answer.headers());
    } catch (IOException e) {
      return new Answer(NO_ANSWER, String.valueOf(e.getMessage()), NO_HEADERS);
    }
  }

  /// A connection on which `head` was written, with what a client of HTTP would not write.
  Socket raw(String head) throws IOException {
    var socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  /// The first line and headers of the answer to a request written as it stands.
  String answerTo(String request) throws IOException {
    try (var socket = raw(request)) {
      var text = new StringBuilder();
      var in = socket.getInputStream();
      for (int read = in.read(); read >= 0; read = in.read()) {
        text.append((char) read);
        if (text.indexOf("\r\n\r\n") >= 0) break;
      }
      return text.toString();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
