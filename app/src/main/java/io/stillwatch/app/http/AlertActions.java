// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.store.AlertHandling;
import io.stillwatch.core.store.AlertHandling.Outcome;
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/// The writing half of `/api/v1`: acknowledging, snoozing and closing alerts.
final class AlertActions {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 500;
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(90);

  private final AlertStore alerts;
  private final AlertHandling handling;
  private final InstantSource clock;

  AlertActions(AlertStore alerts, InstantSource clock) {
    this.alerts = alerts;
    this.clock = clock;
    handling = new AlertHandling(alerts);
  }

  void serveIn(RoutesConfig routes) {
    routes.post("/api/v1/alerts/{id}/acknowledge", this::acknowledge);
    routes.post("/api/v1/alerts/{id}/snooze", this::snooze);
    routes.post("/api/v1/alerts/{id}/close", this::close);
  }

  private void acknowledge(Context context) throws StoreException {
    var by = person(body(context));
    var id = context.pathParam("id");
    answer(context, handling.acknowledge(id, by, current(id).handling()));
  }

  private void snooze(Context context) throws StoreException {
    var until = until(body(context).path("until").asText(""));
    var id = context.pathParam("id");
    answer(context, handling.snooze(id, until, current(id).handling()));
  }

  private void close(Context context) throws StoreException {
    var body = body(context);
    var by = person(body);
    var reason = body.path("reason").asText("").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "reason must be why the alert is closed, in 1 to " + LONGEST_REASON + " characters.");
    }
    var id = context.pathParam("id");
    answer(context, handling.close(id, by, reason, clock.instant(), current(id).handling()));
  }

  static String person(JsonNode body) {
    var by = body.path("by").asText("api").strip();
    if (!by.isEmpty() && by.length() <= LONGEST_NAME) return by;
    throw new IllegalArgumentException(
        "by must name the person, in 1 to " + LONGEST_NAME + " characters.");
  }

  private Instant until(String text) {
    var now = clock.instant();
    try {
      var until = text.startsWith("P") ? now.plus(Duration.parse(text)) : Instant.parse(text);
      if (until.isAfter(now) && !until.isAfter(now.plus(LONGEST_SNOOZE))) return until;
    } catch (DateTimeParseException e) {
      // the message below says what is allowed
    }
    throw new IllegalArgumentException(
        "until must be an ISO instant or duration (PT8H) ahead of now, within "
            + LONGEST_SNOOZE.toDays()
            + " days.");
  }

  private Alert current(String id) throws StoreException {
    return alerts
        .find(id)
        .map(Versioned::value)
        .orElseThrow(() -> new NotFoundResponse("There is no alert " + id + "."));
  }

  private static void answer(Context context, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(var alert) -> Api.send(context, PublicJson.alert(alert));
      case Outcome.Unknown(var id) -> throw new NotFoundResponse("There is no alert " + id + ".");
      case Outcome.Resolved(var alert) ->
          Problems.answer(context, HttpStatus.CONFLICT, alert.id() + " has ended already.");
      case Outcome.Overtaken(var alert) ->
          Problems.answer(
              context,
              HttpStatus.CONFLICT,
              alert.id() + " was changed by another person meanwhile; read it again.");
    }
  }

  static JsonNode body(Context context) {
    var text = context.body();
    try {
      return text.isBlank() ? MAPPER.createObjectNode() : MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The body must be a JSON object: " + e.getOriginalMessage(), e);
    }
  }
}
