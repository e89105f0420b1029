// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.stillwatch.app.json.FeedbackJson;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.alert.Alert;
import io.stillwatch.core.finding.FindingLifecycle;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.FindingStore.FindingFilter;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.Versioned;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.feedback.AlertRanks;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The reading half of `/api/v1`: what the views show, as JSON.
final class Api {
  private static final String JSON = "application/json";

  /// Alerts of a range that are read, the newest.
  private static final int MOST_ALERTS = 1_000;

  private final UiPorts ports;
  private final JobRoutes jobs;
  private final AlertActions actions;
  private final FindingActions findingActions;
  private final LabelRoutes labels;
  private final DetectorRoutes detector;
  private final MaintenanceRoutes maintenance;

  Api(WebPorts ports) {
    this.ports = ports.views();
    jobs = new JobRoutes(this.ports, this::range);
    labels = new LabelRoutes(this.ports);
    actions = new AlertActions(this.ports.alerts(), this.ports.clock());
    detector = new DetectorRoutes(this.ports.detecting().training(), this.ports.clock());
    maintenance = new MaintenanceRoutes(this.ports, this::range);
    findingActions = new FindingActions(this.ports.findings(), this.ports.clock(), ports.audits());
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/status", this::status);
    jobs.serveIn(routes);
    routes.get("/api/v1/alerts", this::alerts);
    routes.get("/api/v1/alerts/{id}", this::alert);
    routes.get("/api/v1/findings", this::findings);
    routes.get("/api/v1/sources", this::sources);
    routes.get("/api/v1/gaps", this::gaps);
    routes.get("/api/v1/storage", this::storage);
    actions.serveIn(routes);
    labels.serveIn(routes);
    findingActions.serveIn(routes);
    detector.serveIn(routes);
    maintenance.serveIn(routes);
    new RouteRoutes(ports).serveIn(routes);
    new ViewRoutes(ports).serveIn(routes);
    new SearchRoutes(ports, this::range).serveIn(routes);
    new OriginalRoutes(ports).serveIn(routes);
    routes.get("/api/openapi.yaml", Api::openApi);
    routes.get("/api/*", Api::unknown);
  }

  private void status(Context context) throws StoreException {
    var now = ports.clock().instant();
    var json = JsonNodeFactory.instance.objectNode().put("now", now.toString());
    json.put("simulated_time", ports.settings().simulatedTime());
    var states = json.putObject("jobs");
    ports
        .outcomes()
        .statuses()
        .counts(JobFilter.ALL)
        .forEach((health, count) -> states.put(health.token(), count));
    json.put("open_alerts", ports.alerts().open().size());
    json.put(
        "blind_sources",
        ports.collecting().sources().all().stream().filter(s -> s.blind()).count());
    var judged = ports.detecting().progress().judgedUntil();
    json.put("judged_until", Times.known(judged) ? judged.toString() : null);
    var model = json.putObject("model");
    ports
        .detecting()
        .model()
        .ifPresent(card -> {
          model.put("id", card.id()).put("trained_at", card.trainedAt().toString());
          model.put("windows", card.windows()).put("threshold", card.threshold());
        });
    var documents = json.putObject("documents");
    ports.search(context.ip()).counts().forEach(documents::put);
    send(context, json);
  }

  private void alerts(Context context) throws StoreException {
    var range = range(context);
    var alerts =
        ports.alerts().between(range.from(), range.until(), MOST_ALERTS).stream()
            .filter(matching(context, "state", alert -> PublicJson.word(alert.state())))
            .toList();
    var ranks = AlertRanks.read(ports, alerts);
    boolean ranked = JobRoutes.ranked(context);
    var ordered = ranked ? alerts.stream().sorted(ranks.highestFirst()).toList() : alerts;
    send(context, Paging.of(context).page(ordered, alert -> json(alert, ranks)));
  }

  private static ObjectNode json(Alert alert, AlertRanks ranks) {
    var json = PublicJson.alert(alert);
    json.put("rank", PublicJson.rank(ranks.of(alert)));
    ranks
        .label(alert)
        .ifPresentOrElse(
            label -> json.set("label", FeedbackJson.label(label)), () -> json.putNull("label"));
    return json;
  }

  private void alert(Context context) throws StoreException {
    var id = context.pathParam("id");
    var alert =
        ports
            .alerts()
            .find(id)
            .map(Versioned::value)
            .orElseThrow(() -> new NotFoundResponse("There is no alert " + id + "."));
    send(context, json(alert, AlertRanks.read(ports, List.of(alert))));
  }

  private void findings(Context context) throws StoreException {
    var cursor = Cursor.of(context);
    var filter =
        new FindingFilter(
            lifeStatus(context), parameter(context, "rule"), parameter(context, "host"));
    var page = ports.findings().page(filter, cursor.after(), cursor.limit());
    var json = cursor.page(page.findings(), page.next(), one -> PublicJson.finding(one.value()));
    send(context, json);
  }

  private static Optional<FindingLifecycle.Status> lifeStatus(Context context) {
    var text = parameter(context, "status");
    if (text.isEmpty()) return Optional.empty();
    for (var each : FindingLifecycle.Status.values()) {
      if (PublicJson.word(each).equals(text)) return Optional.of(each);
    }
    throw new IllegalArgumentException(
        "status must be one of open, accepted, fixed, false-positive.");
  }

  private static String parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).orElse("");
  }

  private void sources(Context context) throws StoreException {
    var sources =
        ports.collecting().sources().all().stream()
            .sorted(Comparator.comparing(source -> source.source().value()))
            .toList();
    send(context, Paging.of(context).page(sources, PublicJson::source));
  }

  private void gaps(Context context) throws StoreException {
    var range = range(context);
    var report = ports.collecting().gaps().between(range.from(), range.until());
    var json = JsonNodeFactory.instance.objectNode().put("total", report.count());
    var sources = json.putArray("sources");
    for (var sum : report.sources())
      sources
          .addObject()
          .put("source", sum.source().value())
          .put("gaps", sum.count())
          .put("bytes", sum.bytes());
    var newest = json.putArray("items");
    report.newest().forEach(gap -> newest.add(PublicJson.gap(gap)));
    send(context, json);
  }

  private void storage(Context context) throws StoreException {
    send(context, PublicJson.storage(ports.collecting().storage().read()));
  }

  private static void openApi(Context context) throws java.io.IOException {
    try (var yaml = Api.class.getResourceAsStream("/io/stillwatch/app/http/openapi.yaml")) {
      if (yaml == null) throw new NotFoundResponse("The description of the API is missing.");
      context.contentType("application/yaml").result(yaml.readAllBytes());
    }
  }

  private static void unknown(Context context) {
    throw new NotFoundResponse(
        "There is no " + context.path() + ". The API is described in /api/openapi.yaml.");
  }

  private Interval range(Context context) {
    for (var name : new String[] {TimeRange.FROM, TimeRange.TO}) {
      var text = context.queryParam(name);
      if (text != null && !TimeRange.understands(text)) {
        throw new IllegalArgumentException(
            name
                + " must be an ISO instant, for instance 2026-11-21T02:00:00Z, a day such as"
                + " 2026-11-21, or a time before now, such as now-7d or now-1d/d.");
      }
    }
    var now = ports.clock().instant();
    return TimeRange.of(context.queryParamMap()).at(now, ports.settings().zone());
  }

  private static <T> Predicate<T> matching(
      Context context, String parameter, java.util.function.Function<T, String> value) {
    var wanted = context.queryParam(parameter);
    return one -> wanted == null || wanted.equals(value.apply(one));
  }

  static void send(Context context, JsonNode json) {
    var text = Printable.json(json.toString());
    context.header("Cache-Control", "no-store").contentType(JSON).result(text);
  }
}
