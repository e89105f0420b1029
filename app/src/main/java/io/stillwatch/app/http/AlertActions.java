// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.alert.Snooze;
import io.stillwatch.core.store.AlertHandling;
import io.stillwatch.core.store.AlertHandling.Outcome;
import io.stillwatch.core.store.AlertHandling.Request;
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
  private static final int LONGEST_TEXT = 500;
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
    post(routes, "acknowledge", (request, _) -> handling.acknowledge(request));
    post(routes, "unacknowledge", (request, _) -> handling.unacknowledge(request));
    post(routes, "assign", (request, body) -> handling.assign(request, assignee(body)));
    post(
        routes,
        "snooze",
        (request, body) ->
            handling.snooze(request, until(body.path("until").asText("")), wakes(body)));
    post(routes, "wake", (request, _) -> handling.wake(request));
    post(routes, "mute", (request, _) -> handling.mute(request));
    post(routes, "unmute", (request, _) -> handling.unmute(request));
    post(
        routes,
        "comment",
        (request, body) -> handling.comment(request, text(body, "text", "the comment")));
    post(
        routes,
        "close",
        (request, body) ->
            handling.close(request, text(body, "reason", "why the alert is closed")));
    post(routes, "reopen", (request, _) -> handling.reopen(request));
    routes.get("/api/v1/alerts/{id}/events", this::events);
  }

  /// Something that a person does with an alert.
  @FunctionalInterface
  private interface Action {
    Outcome on(Request request, JsonNode body) throws StoreException;
  }

  private void post(RoutesConfig routes, String name, Action action) {
    routes.post(
        "/api/v1/alerts/{id}/" + name,
        context -> {
          var body = body(context);
          var id = context.pathParam("id");
          var request = new Request(id, current(id).handling(), person(body), clock.instant());
          answer(context, action.on(request, body));
        });
  }

  private void events(Context context) throws StoreException {
    var id = current(context.pathParam("id")).id();
    var json = JsonNodeFactory.instance.objectNode();
    var events = json.putArray("events");
    alerts.events(id).forEach(event -> events.add(PublicJson.event(event)));
    Api.send(context, json);
  }

  /// A text that must be there; `what` says what it is.
  static String text(JsonNode body, String key, String what) {
    var text = body.path(key).asText("").strip();
    if (!text.isEmpty() && text.length() <= LONGEST_TEXT) return text;
    throw new IllegalArgumentException(
        key + " must be " + what + ", in 1 to " + LONGEST_TEXT + " characters.");
  }

  private static String assignee(JsonNode body) {
    var to = body.path("to").asText("").strip();
    if (to.length() <= LONGEST_NAME) return to;
    throw new IllegalArgumentException(
        "to must name the person, in at most " + LONGEST_NAME + " characters; empty is nobody.");
  }

  private static Snooze.Wake wakes(JsonNode body) {
    var word = body.path("or_until").asText("");
    return switch (word) {
      case "" -> Snooze.Wake.NOTHING;
      case "severity-changes" -> Snooze.Wake.SEVERITY_CHANGES;
      case "next-run" -> Snooze.Wake.NEXT_RUN;
      default ->
          throw new IllegalArgumentException(
              "or_until must be severity-changes or next-run, or be left out.");
    };
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
