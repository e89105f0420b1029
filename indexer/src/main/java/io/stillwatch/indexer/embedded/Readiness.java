// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/// Waits until the server listens and its shards are allocated.
record Readiness(ServerHome home, Supervised server, ServerUser user) {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final int TAIL_BYTES = 4_000;

  /// Never requests `/`: the server of this distribution does not support it (it returns 405).
  URI await(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (var http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        var uri = listening();
        if (uri.isPresent() && healthy(http, uri.get())) return uri.get();
        if (server.endsWithin(POLL_INTERVAL)) throw failed("ended before it was ready");
      }
    }
    throw failed("was not ready within " + patience.toSeconds() + " s");
  }

  private Optional<URI> listening() throws IOException {
    if (!Files.exists(home.portsFile())) return Optional.empty();
    return Files.readString(home.portsFile())
        .lines()
        .filter(line -> line.startsWith("127.0.0.1:"))
        .map(line -> URI.create("http://" + line.strip()))
        .findFirst();
  }

  private boolean healthy(HttpClient http, URI uri) throws InterruptedException {
    var health = uri.resolve("/_cluster/health?wait_for_status=yellow&timeout=5s");
    try {
      var request =
          HttpRequest.newBuilder(health)
              .header("Authorization", user.authorization())
              .timeout(Duration.ofSeconds(10))
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  private IOException failed(String how) {
    return new IOException(
        "Elasticsearch "
            + how
            + ". Its last output, from "
            + home.folder().resolve("logs")
            + ":\n"
            + tail(home.console())
            + tail(home.serverLog()));
  }

  private static String tail(Path file) {
    if (!Files.exists(file)) return "";
    try (var channel =
        Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      var buffer = ByteBuffer.allocate(TAIL_BYTES);
      channel.read(buffer);
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    } catch (IOException e) {
      return "(" + file + " could not be read: " + e.getMessage() + ")\n";
    }
  }
}
