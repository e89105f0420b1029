// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.config.PingSchedule;
import io.stillwatch.app.plan.LivePings;
import io.stillwatch.collector.push.Heartbeats;
import io.stillwatch.core.job.DeclaredPing;
import io.stillwatch.core.job.JobNote;
import io.stillwatch.core.store.PingStore;
import io.stillwatch.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Declared pings in `/api/v1`: listed, declared with a name, a schedule and limits, and withdrawn.
final class PingRoutes {
  private static final Set<String> KEYS =
      Set.of("name", "schedule", "zone", "grace", "max_runtime", "new_address");
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int LONGEST_NAME = 200;

  private final PingAddresses addresses;
  private final LivePings pings;
  private final InstantSource clock;

  PingRoutes(PingAddresses addresses) {
    this.addresses = addresses;
    this.pings = addresses.declared();
    this.clock = addresses.clock();
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/pings", this::list);
    routes.put("/api/v1/pings/{key}", this::put);
    routes.delete("/api/v1/pings/{key}", this::delete);
  }

  private void list(Context context) throws StoreException {
    pings.mustBeKnown();
    Api.send(context, Paging.of(context).page(pings.all(), this::json));
  }

  private void put(Context context) throws StoreException {
    var key = context.pathParam("key");
    mustBeOurs(key);
    var body = AlertActions.body(context);
    for (var names = body.fieldNames(); names.hasNext(); ) {
      var name = names.next();
      if (!KEYS.contains(name))
        throw new IllegalArgumentException(
            "Unknown key "
                + name
                + ". Allowed are name, schedule, zone, grace, max_runtime"
                + " and new_address.");
    }
    pings.mustBeKnown();
    var before = pings.find(key);
    if (before.isEmpty()) mustHaveRoom(pings);
    boolean makes = before.isEmpty() || body.path("new_address").asBoolean();
    var secret = makes ? Optional.of(UUID.randomUUID().toString()) : Optional.<String>empty();
    var hash = secret.map(LivePings::hash).orElseGet(() -> before.orElseThrow().secret());
    var timing = PingSchedule.timing(text(body, "schedule"), text(body, "zone"));
    var ping = new DeclaredPing(key, timing, note(body), hash, clock.instant());
    pings.put(ping);
    var json = json(ping);
    secret.ifPresent(uuid -> json.put("address", "/ping/" + uuid));
    Api.send(context, json);
  }

  private void delete(Context context) throws StoreException {
    var key = context.pathParam("key");
    mustBeOurs(key);
    pings.mustBeKnown();
    var ping =
        pings.find(key).orElseThrow(() -> new NotFoundResponse("No ping " + key + " is declared."));
    pings.delete(key);
    addresses.forget(key);
    Api.send(context, json(ping));
  }

  static void mustHaveRoom(LivePings pings) {
    if (pings.full())
      throw new ConflictResponse("As many as " + PingStore.MOST + " pings are declared already.");
  }

  private void mustBeOurs(String key) {
    if (pings.inFile(key))
      throw new ConflictResponse("The ping " + key + " is declared in jobs.yaml. Change it there.");
    if (Heartbeats.isReserved(key))
      throw new IllegalArgumentException(
          "Keys that begin with stillwatch- are for jobs of Stillwatch itself.");
  }

  private static String text(JsonNode body, String key) {
    var text = body.path(key).asText("").strip();
    if (text.length() <= LONGEST_NAME) return text;
    throw new IllegalArgumentException(key + " must have at most " + LONGEST_NAME + " characters.");
  }

  private static JobNote note(JsonNode body) {
    return new JobNote(
        text(body, "name"),
        "",
        "",
        Optional.empty(),
        duration(body, "grace"),
        duration(body, "max_runtime"));
  }

  private static Optional<Duration> duration(JsonNode body, String key) {
    var text = text(body, key);
    if (text.isEmpty()) return Optional.empty();
    try {
      var duration = Duration.parse(text);
      if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) return Optional.of(duration);
    } catch (DateTimeParseException e) {
      // the message below says what is allowed
    }
    throw new IllegalArgumentException(
        key + " must be an ISO duration such as PT30M, of at most " + LONGEST.toDays() + " days.");
  }

  /// Without the secret address: it is answered once, when it is made.
  private ObjectNode json(DeclaredPing ping) {
    var note = ping.note();
    return JsonNodeFactory.instance
        .objectNode()
        .put("key", ping.key())
        .put("name", note.name())
        .put("schedule", ping.timing().schedule())
        .put("zone", ping.timing().zone().getId())
        .put("grace", note.grace().map(Duration::toString).orElse(null))
        .put("max_runtime", note.maxRuntime().map(Duration::toString).orElse(null))
        .put("has_address", !ping.secret().isEmpty())
        .put("declared_in", pings.inFile(ping.key()) ? "jobs.yaml" : "api");
  }
}
