// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.indexer.ElasticSettings;
import io.stillwatch.indexer.ElasticSettings.Credentials;
import io.stillwatch.indexer.embedded.EmbeddedElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/// The embedded Elasticsearch in a folder of a bench.
public final class BenchServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path home;
  private final int heapMb;
  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedElasticsearch server;

  private BenchServer(Path home, int heapMb) throws IOException, InterruptedException {
    this.home = home;
    this.heapMb = heapMb;
    this.server = started();
  }

  public static BenchServer start(Path home, int heapMb) throws IOException, InterruptedException {
    return new BenchServer(home, heapMb);
  }

  private EmbeddedElasticsearch started() throws IOException, InterruptedException {
    var zip = Path.of(System.getProperty("stillwatch.elasticsearch.zip", "missing"));
    return EmbeddedElasticsearch.start(home, zip, OptionalInt.empty(), heapMb);
  }

  public synchronized URI uri() {
    return server.uri();
  }

  /// As the product connects to it.
  public synchronized ElasticSettings settings() {
    return ElasticSettings.of(server);
  }

  /// For programs that are told where it is.
  public Credentials.Basic user() {
    return (Credentials.Basic) settings().credentials();
  }

  /// The part of a configuration of the product that names this server, at another address where a
  /// proxy stands before it.
  public String config(URI address) throws IOException {
    var password = Files.writeString(home.resolve("password"), user().password());
    return """
    elasticsearch:
      url: %s
      user: %s
      passwordFile: %s
    """
        .formatted(address, user().user(), password);
  }

  /// SIGKILL to the server itself, not to what watches it, and a new start on the same data; its
  /// address may be another one then.
  public synchronized void kill() throws IOException, InterruptedException {
    var pid = Long.parseLong(Files.readString(home.resolve("data/server.pid")).strip());
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    server.close();
    server = started();
  }

  /// The body of the answer; an error is an answer too.
  public JsonNode ask(String method, String path, String body)
      throws IOException, InterruptedException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return JSON.readTree(answer(method, path, bytes, bytes.length).body());
  }

  /// The first bytes of `body` are sent, none where the length is 0.
  public HttpResponse<byte[]> answer(String method, String path, byte[] body, int length)
      throws IOException, InterruptedException {
    var publisher =
        length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body, 0, length);
    var kind = path.startsWith("/_bulk") ? "application/x-ndjson" : "application/json";
    var request =
        HttpRequest.newBuilder(uri().resolve(path))
            .header("Content-Type", kind)
            .header("Authorization", user().authorization())
            .method(method, publisher)
            .timeout(PATIENCE)
            .build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  @Override
  public synchronized void close() {
    http.close();
    server.close();
  }
}
