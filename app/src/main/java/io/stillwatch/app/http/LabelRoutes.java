// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.json.FeedbackJson;
import io.stillwatch.core.feedback.Label;
import io.stillwatch.core.feedback.Label.Says;
import io.stillwatch.core.feedback.Label.Subject;
import io.stillwatch.core.store.Labelling;
import io.stillwatch.core.store.Labelling.Outcome;
import io.stillwatch.core.store.Labelling.Statement;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.UiPorts;
import java.time.InstantSource;

/// What people say of alerts and anomalies: put, read and taken back.
final class LabelRoutes {
  private static final int LONGEST_NOTE = 500;

  private final UiPorts ports;
  private final Labelling labelling;
  private final InstantSource clock;

  LabelRoutes(UiPorts ports) {
    this.ports = ports;
    labelling =
        new Labelling(ports.detecting().feedback().labels(), ports.alerts(), ports.outcomes());
    clock = ports.clock();
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/alert-quality", this::quality);
    for (var kind : Subject.Kind.values()) {
      var path =
          switch (kind) {
            case ALERT -> "/api/v1/alerts/{id}/label";
            case ANOMALY -> "/api/v1/anomalies/{id}/label";
          };
      routes.get(path, context -> label(context, subject(kind, context)));
      routes.put(path, context -> put(context, subject(kind, context)));
      routes.delete(path, context -> takeBack(context, subject(kind, context)));
    }
  }

  private static Subject subject(Subject.Kind kind, Context context) {
    return new Subject(kind, context.pathParam("id"));
  }

  /// Of the alerts of the last twelve months, month by month.
  private void quality(Context context) throws StoreException {
    var report = ports.alertQuality();
    var months = JsonNodeFactory.instance.objectNode();
    var items = months.putArray("items");
    for (var month : report.months())
      items.add(FeedbackJson.month(month).put("complete", !report.isCut(month)));
    Api.send(context, months.put("read_at", report.readAt().toString()));
  }

  private void label(Context context, Subject subject) throws StoreException {
    Api.send(context, FeedbackJson.label(known(subject)));
  }

  private Label known(Subject subject) throws StoreException {
    return labelling
        .of(subject)
        .orElseThrow(() -> new NotFoundResponse(subject.id() + " has no label."));
  }

  private void put(Context context, Subject subject) throws StoreException {
    var body = AlertActions.body(context);
    var by = AlertActions.person(body);
    var note = body.path("note").asText("").strip();
    if (note.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException("note must have at most " + LONGEST_NOTE + " characters.");
    }
    var says = FeedbackJson.says(body.path("says").asText(""));
    if (says == Says.WRONG_CAUSE && subject.kind() == Subject.Kind.ANOMALY) {
      throw new IllegalArgumentException("An anomaly has no cause that could be wrong.");
    }
    answer(context, labelling.label(subject, new Statement(says, by, note, clock.instant())));
  }

  private void takeBack(Context context, Subject subject) throws StoreException {
    var by = AlertActions.person(AlertActions.body(context));
    known(subject);
    answer(context, labelling.label(subject, new Statement(Says.NOTHING, by, "", clock.instant())));
  }

  private static void answer(Context context, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(var label) -> Api.send(context, FeedbackJson.label(label));
      case Outcome.Unknown(var gone) ->
          throw new NotFoundResponse("There is no " + gone.id() + ".");
    }
  }
}
