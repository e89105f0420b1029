// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The dead letters of a Stillwatch that runs, by its API.
final class RemoteLetters implements DeadLettersCommand.Letters {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5); // many letters take their time

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI server;

  RemoteLetters(URI server) {
    this.server = server;
  }

  private record Answer(int status, JsonNode body) {}

  @Override
  public JsonNode list(int offset, int limit) throws IOException, InterruptedException {
    return good(ask("GET", "?offset=" + offset + "&limit=" + limit));
  }

  @Override
  public Optional<JsonNode> show(long number) throws IOException, InterruptedException {
    var answer = ask("GET", "/" + number);
    return answer.status() == 404 ? Optional.empty() : Optional.of(good(answer));
  }

  @Override
  public long replay(long number) throws IOException, InterruptedException {
    var answer = ask("POST", "/" + number + "/replay");
    if (answer.status() == 404 || answer.status() == 409) return 0;
    return good(answer).path("replayed").asLong();
  }

  @Override
  public long replayAll() throws IOException, InterruptedException {
    return good(ask("POST", "/replay")).path("replayed").asLong();
  }

  @Override
  public Optional<JsonNode> discard(long number) throws IOException, InterruptedException {
    var answer = ask("DELETE", "/" + number);
    if (answer.status() == 404) return Optional.empty();
    return Optional.of(good(answer).path("items").path(0));
  }

  /// In pieces, of which each says all ids; the first answer says which letter was the last.
  @Override
  public void discardAll(Consumer<JsonNode> told) throws IOException, InterruptedException {
    var bounds = "?limit=1000";
    while (true) {
      var piece = good(ask("DELETE", bounds));
      if (piece.path("discarded").asLong() == 0) return;
      piece.path("items").forEach(told);
      bounds = "?limit=1000&through=" + piece.path("through").asLong();
    }
  }

  private JsonNode good(Answer answer) throws IOException {
    if (answer.status() == 200) return answer.body();
    throw new IOException(
        server + " answered " + answer.status() + ": " + answer.body().path("detail").asText());
  }

  private Answer ask(String method, String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1/dead-letters" + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(PATIENCE)
            .build();
    var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
  }

  @Override
  public void close() {
    http.close();
  }
}
