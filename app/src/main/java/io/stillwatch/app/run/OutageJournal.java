// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwatch.core.alert.Notification.Delivery;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was said of an outage while nothing could be stored: a small file that is replaced whole.
final class OutageJournal {
  private static final Logger log = LoggerFactory.getLogger(OutageJournal.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  OutageJournal(Path folder) {
    this.file = folder.resolve("outage.json");
  }

  /// An outage since an instant, told at `madeAt`, and how far that got on each route.
  record Outage(Instant since, Instant madeAt, String problem, List<Sending> sendings) {}

  record Sending(String route, Delivery delivery) {}

  /// Empty if there is none. A file that was damaged is put aside: then the outage is told again.
  Optional<Outage> read() throws IOException {
    if (!Files.exists(file)) return Optional.empty();
    try {
      return Optional.of(outage(JSON.readTree(Files.readAllBytes(file))));
    } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
      log.atWarn().setCause(e).log("The journal of outages is damaged; it is put aside.");
      Files.move(file, file.resolveSibling("outage.damaged"), StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    }
  }

  private static Outage outage(JsonNode json) {
    var sendings = new ArrayList<Sending>();
    for (var one : json.path("routes"))
      sendings.add(
          new Sending(
              one.path("route").asText(),
              new Delivery(
                  Delivery.State.valueOf(one.path("state").asText()),
                  one.path("attempts").asInt(),
                  one.path("message_id").asText(),
                  one.path("problem").asText(),
                  Instant.parse(one.path("next_try_at").asText()))));
    return new Outage(
        Instant.parse(json.path("since").asText()),
        Instant.parse(json.path("made_at").asText()),
        json.path("problem").asText(),
        sendings);
  }

  /// Is on the disk when this returns.
  void write(Outage outage) throws IOException {
    var json = JSON.createObjectNode();
    json.put("since", outage.since().toString()).put("made_at", outage.madeAt().toString());
    json.put("problem", outage.problem());
    var routes = json.putArray("routes");
    for (var one : outage.sendings()) {
      var delivery = one.delivery();
      routes
          .addObject()
          .put("route", one.route())
          .put("state", delivery.state().name())
          .put("attempts", delivery.attempts())
          .put("message_id", delivery.messageId())
          .put("problem", delivery.problem())
          .put("next_try_at", delivery.nextTryAt().toString());
    }
    var aside = file.resolveSibling("outage.new");
    Files.write(aside, JSON.writeValueAsBytes(json));
    try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void clear() throws IOException {
    Files.deleteIfExists(file);
  }
}
