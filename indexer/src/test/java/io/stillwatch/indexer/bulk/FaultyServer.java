// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Responds to bulk requests according to a script, to simulate faults that a healthy server does
/// not show.
final class FaultyServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  /// `answer` receives the body; an answer with status 0 closes the connection.
  FaultyServer(Function<String, Answer> answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> respond(exchange, answer));
    server.start();
  }

  record Answer(int status, String body) {
    static final Answer CUT = new Answer(0, "");

    static Answer error(int status, String type) {
      return new Answer(
          status,
          "{\"error\":{\"type\":\"%s\",\"reason\":\"simulated\"},\"status\":%d}"
              .formatted(type, status));
    }

    /// Reports every document of the request as stored.
    static Answer stored(String request) {
      long documents = request.lines().count() / 2;
      var item = "{\"create\":{\"status\":201}}";
      return new Answer(
          200,
          "{\"errors\":false,\"items\":["
              + String.join(",", java.util.Collections.nCopies((int) documents, item))
              + "]}");
    }
  }

  private void respond(HttpExchange exchange, Function<String, Answer> script) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      bodies.add(body);
      var answer = script.apply(body);
      if (answer.status() == 0) return; // closing without a response breaks the connection
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("X-elastic-product", "Elasticsearch");
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> bodies() {
    return bodies;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
