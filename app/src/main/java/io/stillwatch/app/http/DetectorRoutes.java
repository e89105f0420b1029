// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.anomaly.ModelCard;
import io.stillwatch.core.anomaly.Models;
import io.stillwatch.core.anomaly.TrainingAttempt;
import io.stillwatch.core.anomaly.TrainingState;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.TrainingStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The model in use and how training stands as JSON, and what people ask of it.
final class DetectorRoutes {
  private final TrainingStore store;
  private final InstantSource clock;

  DetectorRoutes(TrainingStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/detector", this::detector);
    routes.post("/api/v1/detector/train", this::train);
    routes.post("/api/v1/detector/cancel", this::cancel);
    routes.post("/api/v1/detector/use", this::use);
  }

  private void detector(Context context) throws StoreException {
    Api.send(context, json());
  }

  private void train(Context context) throws StoreException {
    store.requestTraining(clock.instant());
    Api.send(context.status(HttpStatus.ACCEPTED), json());
  }

  private void cancel(Context context) throws StoreException {
    store.requestCancel(clock.instant());
    Api.send(context.status(HttpStatus.ACCEPTED), json());
  }

  private void use(Context context) throws StoreException {
    var body = AlertActions.body(context);
    var model = AlertActions.text(body, "model", "the id of a kept model");
    var by = AlertActions.text(body, "by", "who decides");
    var why = AlertActions.text(body, "why", "the reason");
    if (store.state().models().find(model).isEmpty())
      throw new NotFoundResponse("No model " + model + " was kept.");
    store.requestUse(new Models.Use(model, clock.instant(), by, why));
    Api.send(context.status(HttpStatus.ACCEPTED), json());
  }

  private ObjectNode json() throws StoreException {
    var state = store.state();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("requested", !store.requests().train().equals(state.answered()));
    json.set("model", orNull(state.model().map(DetectorRoutes::model)));
    json.set("running", orNull(state.running().map(DetectorRoutes::running)));
    json.set("survey", orNull(state.survey().map(DetectorRoutes::survey)));
    var attempts = json.putArray("attempts");
    state.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    var kept = json.putArray("kept");
    state.models().kept().forEach(one -> kept.add(kept(one)));
    var chosen = json.putArray("chosen");
    state.models().chosen().forEach(one -> chosen.add(chosen(one)));
    return json;
  }

  private static JsonNode orNull(Optional<ObjectNode> node) {
    return node.<JsonNode>map(one -> one).orElseGet(JsonNodeFactory.instance::nullNode);
  }

  private static ObjectNode model(ModelCard card) {
    var course = card.course();
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", card.id()).put("trained_at", time(card.trainedAt()));
    json.put("from", time(card.from())).put("until", time(card.until()));
    json.put("windows", card.windows()).put("jobs", course.jobs()).put("seed", course.seed());
    json.put("threshold", card.threshold()).put("epochs", course.epochs());
    json.put("validation_loss", course.validationLoss()).put("ended", course.ended());
    json.put("took_seconds", course.took().toMillis() / 1000.0);
    var losses = json.putArray("losses");
    for (var epoch : course.losses())
      losses
          .addObject()
          .put("training", epoch.trainingLoss())
          .put("validation", epoch.validationLoss());
    return json;
  }

  private static ObjectNode running(TrainingState.Running running) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("started_at", time(running.startedAt()))
        .put("epoch", running.epoch())
        .put("epochs", running.epochs())
        .put("validation_loss", running.validationLoss());
  }

  private static ObjectNode survey(TrainingState.Survey survey) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("at", time(survey.at()))
        .put("evidence_since", time(survey.evidenceSince()))
        .put("jobs", survey.jobs())
        .put("jobs_with_enough_runs", survey.ripe())
        .put("jobs_with_open_alert", survey.frozen())
        .put("next_at", time(survey.nextAt()));
  }

  private static ObjectNode attempt(TrainingAttempt attempt) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("started_at", time(attempt.startedAt()))
        .put("took_seconds", attempt.took().toMillis() / 1000.0)
        .put("result", PublicJson.word(attempt.result()))
        .put("model", attempt.model())
        .put("why", attempt.why());
  }

  private static ObjectNode kept(Models.Kept kept) {
    var card = kept.card();
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", card.id())
        .put("trained_at", time(card.trainedAt()))
        .put("validation_loss", card.course().validationLoss())
        .put("refused", kept.refused());
  }

  private static ObjectNode chosen(Models.Chosen chosen) {
    var use = chosen.use();
    return JsonNodeFactory.instance
        .objectNode()
        .put("model", use.model())
        .put("at", time(use.at()))
        .put("by", use.by())
        .put("why", use.why())
        .put("done", chosen.done());
  }

  /// Null where there is none.
  private static @Nullable String time(Instant at) {
    return at.equals(Instant.MAX) ? null : at.toString();
  }
}
