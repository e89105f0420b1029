// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.finding.FindingLifecycle.Status;
import io.stillwatch.core.store.FindingDecisions;
import io.stillwatch.core.store.FindingDecisions.Outcome;
import io.stillwatch.core.store.FindingStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

/// What people decide about findings, and audits that they ask for.
final class FindingActions {
  private static final Duration LONGEST = Duration.ofDays(366);

  /// Of a host.
  private static final int LONGEST_NAME = 255;

  private final FindingStore findings;
  private final FindingDecisions decisions;
  private final InstantSource clock;
  private final Consumer<String> audits;

  /// `audits` takes the name of a host that is to be audited, empty for all.
  FindingActions(FindingStore findings, InstantSource clock, Consumer<String> audits) {
    this.findings = findings;
    this.clock = clock;
    this.audits = audits;
    decisions = new FindingDecisions(findings);
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/findings/{id}", this::finding);
    routes.post("/api/v1/findings/{id}/accept", c -> decide(c, Status.ACCEPTED));
    routes.post("/api/v1/findings/{id}/false-positive", c -> decide(c, Status.FALSE_POSITIVE));
    routes.post("/api/v1/findings/{id}/reopen", this::reopen);
    routes.post("/api/v1/audits", this::audit);
  }

  private void finding(Context context) throws StoreException {
    var id = context.pathParam("id");
    var finding =
        findings
            .find(id)
            .map(Versioned::value)
            .orElseThrow(() -> new NotFoundResponse("There is no finding " + id + "."));
    Api.send(context, PublicJson.finding(finding));
  }

  private void decide(Context context, Status status) throws StoreException {
    var body = AlertActions.body(context);
    var by = AlertActions.text(body, "by", "who decides");
    var why = AlertActions.text(body, "why", "the reason");
    var decision = new FindingLifecycle.Decision(by, why, clock.instant(), until(body));
    answer(context, decisions.decide(context.pathParam("id"), status, decision));
  }

  private void reopen(Context context) throws StoreException {
    answer(context, decisions.reopen(context.pathParam("id")));
  }

  private void audit(Context context) {
    var host = AlertActions.body(context).path("host").asText("");
    if (host.length() > LONGEST_NAME)
      throw new IllegalArgumentException("host must have at most " + LONGEST_NAME + " characters.");
    audits.accept(host);
    context.status(HttpStatus.ACCEPTED);
    Api.send(
        context, JsonNodeFactory.instance.objectNode().put("host", host).put("state", "queued"));
  }

  private Optional<Instant> until(JsonNode body) {
    var text = body.path("until").asText("");
    if (text.isEmpty()) return Optional.empty();
    var now = clock.instant();
    try {
      var until = text.startsWith("P") ? now.plus(Duration.parse(text)) : Instant.parse(text);
      if (until.isAfter(now) && !until.isAfter(now.plus(LONGEST))) return Optional.of(until);
    } catch (DateTimeParseException e) {
      // the message below says what is allowed
    }
    throw new IllegalArgumentException(
        "until must be an ISO instant or duration (P30D) ahead of now, within "
            + LONGEST.toDays()
            + " days; without it the decision holds while the fault is there.");
  }

  private static void answer(Context context, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(var finding) -> Api.send(context, PublicJson.finding(finding));
      case Outcome.Unknown(var id) -> throw new NotFoundResponse("There is no finding " + id + ".");
      case Outcome.Gone(var finding) ->
          Problems.answer(
              context, HttpStatus.CONFLICT, finding.id() + " is fixed: it was not seen any more.");
    }
  }
}
