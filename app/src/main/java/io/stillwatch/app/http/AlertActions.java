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
import io.stillwatch.core.store.AlertStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.ui.alerts.AlertDesk;
import io.stillwatch.ui.alerts.AlertDesk.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/// The writing half of `/api/v1`: acknowledging and snoozing alerts.
final class AlertActions {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(90);

  private final AlertStore alerts;
  private final AlertDesk desk;
  private final InstantSource clock;

  AlertActions(AlertStore alerts, InstantSource clock) {
    this.alerts = alerts;
    this.clock = clock;
    desk = new AlertDesk(alerts);
  }

  void serveIn(RoutesConfig routes) {
    routes.post("/api/v1/alerts/{id}/acknowledge", this::acknowledge);
    routes.post("/api/v1/alerts/{id}/snooze", this::snooze);
  }

  private void acknowledge(Context context) throws StoreException {
    var by = body(context).path("by").asText("api");
    if (by.isBlank() || by.length() > 100) {
      throw new IllegalArgumentException("by must name who acknowledges, in 1 to 100 characters.");
    }
    var id = context.pathParam("id");
    answer(context, desk.acknowledge(id, by, current(id).handling()));
  }

  private void snooze(Context context) throws StoreException {
    var until = until(body(context).path("until").asText(""));
    var id = context.pathParam("id");
    answer(context, desk.snooze(id, until, current(id).handling()));
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
          Problems.answer(
              context, HttpStatus.CONFLICT, alert.id() + " is resolved: the job ran again.");
      case Outcome.Overtaken(var alert) ->
          Problems.answer(
              context,
              HttpStatus.CONFLICT,
              alert.id() + " was changed by somebody else meanwhile; read it again.");
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
