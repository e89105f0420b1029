// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.anomaly.Anomaly;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.core.job.Interval;
import io.stillwatch.core.store.AnomalyLanes;
import io.stillwatch.core.store.AnomalyLanes.By;
import io.stillwatch.core.store.AnomalyStore;
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.SeriesStore;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.store.VerdictStore.VerdictFilter;
import io.stillwatch.ui.alerts.OpenAlerts;
import io.stillwatch.ui.ports.UiPorts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Jobs, verdicts and anomalies as JSON: lists that grow with the fleet and with its history, so
/// each is read by page.
final class JobRoutes {
  private static final double USUAL_SCORE = 25;

  private final UiPorts ports;
  private final Function<Context, Interval> range;

  /// `range` reads the time range of a request.
  JobRoutes(UiPorts ports, Function<Context, Interval> range) {
    this.ports = ports;
    this.range = range;
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/jobs", this::jobs);
    routes.get("/api/v1/verdicts", this::verdicts);
    routes.get("/api/v1/anomalies", this::anomalies);
    routes.get("/api/v1/anomalies/lanes", this::lanes);
  }

  private void jobs(Context context) throws StoreException {
    var cursor = Cursor.of(context);
    var filter =
        new JobFilter(health(context), parameter(context, "host"), parameter(context, "text"));
    var statuses = ports.outcomes().statuses();
    var page = statuses.page(filter, cursor.after(), cursor.limit());
    var open = OpenAlerts.read(ports.alerts());
    var json =
        cursor.page(
            page.jobs(),
            page.next(),
            status -> {
              var alert = open.of(status.job().id()).map(one -> one.id());
              return PublicJson.job(status).put("alert", alert.orElse(null));
            });
    long total = statuses.counts(filter).values().stream().mapToLong(Long::longValue).sum();
    Api.send(context, json.put("total", total));
  }

  private void verdicts(Context context) throws StoreException {
    var cursor = Cursor.of(context);
    var during = range.apply(context);
    var filter =
        new VerdictFilter(
            parameter(context, "job"),
            parameter(context, "verdict"),
            during.from(),
            during.until());
    var page = ports.outcomes().verdicts().page(filter, cursor.after(), cursor.limit());
    Api.send(context, cursor.page(page.verdicts(), page.next(), PublicJson::verdict));
  }

  private void anomalies(Context context) throws StoreException {
    var cursor = Cursor.of(context);
    var during = range.apply(context);
    var least = score(parameter(context, "min_score"));
    var job = parameter(context, "job");
    if (ofSeries(context)) {
      var page = hours(job, during, least, cursor);
      Api.send(context, cursor.page(page.hours(), page.next(), PublicJson::hour));
      return;
    }
    boolean ranked = ranked(context);
    var page =
        job.isEmpty()
            ? page(during, least, cursor, ranked)
            : ofJob(job, during, least, cursor, ranked);
    Api.send(context, cursor.page(page.anomalies(), page.next(), PublicJson::anomaly));
  }

  /// The highest scores over time, by job or by signal.
  private void lanes(Context context) throws StoreException {
    var during = range.apply(context);
    var least = score(parameter(context, "min_score"));
    var by = by(parameter(context, "by"));
    var span = AnomalyLanes.Span.of(during.from(), during.until());
    var size = Cursor.of(context).limit();
    var found = ports.outcomes().anomalies().lanes(by, span, least, size);
    Api.send(context, PublicJson.lanes(found, span));
  }

  private static By by(String text) {
    return switch (text) {
      case "", "job" -> By.JOB;
      case "signal" -> By.SIGNAL;
      default -> throw new IllegalArgumentException("by must be job or signal.");
    };
  }

  /// Whether hours of live series are asked for instead of opinions on jobs.
  private static boolean ofSeries(Context context) {
    var what = parameter(context, "of");
    if (what.isEmpty() || what.equals("series")) return !what.isEmpty();
    throw new IllegalArgumentException("of must be series, or left out for anomalies of jobs.");
  }

  /// By time. The hours of one job are those of its log.
  private SeriesStore.Page hours(String job, Interval during, double least, Cursor cursor)
      throws StoreException {
    var series = ports.outcomes().series();
    if (job.isEmpty())
      return series.page(during.from(), during.until(), least, cursor.after(), cursor.limit());
    var rest =
        series.hours(job, during.from(), during.until(), least).stream()
            .dropWhile(one -> !cursor.after().isEmpty() && !one.id().equals(cursor.after()))
            .skip(cursor.after().isEmpty() ? 0 : 1)
            .toList();
    var shown = rest.subList(0, Math.min(rest.size(), cursor.limit()));
    return new SeriesStore.Page(shown, shown.size() < rest.size() ? shown.getLast().id() : "");
  }

  /// Whether a list is asked for by rank instead of by time.
  static boolean ranked(Context context) {
    var order = parameter(context, "sort");
    if (order.isEmpty() || order.equals("rank")) return !order.isEmpty();
    throw new IllegalArgumentException("sort must be rank, or left out for the order of time.");
  }

  private AnomalyStore.Page page(Interval during, double least, Cursor cursor, boolean ranked)
      throws StoreException {
    var anomalies = ports.outcomes().anomalies();
    var from = during.from();
    var until = during.until();
    return ranked
        ? anomalies.ranked(from, until, least, cursor.after(), cursor.limit())
        : anomalies.page(from, until, least, cursor.after(), cursor.limit());
  }

  /// One job has few in a range; the cursor is the id of the last one.
  private AnomalyStore.Page ofJob(
      String job, Interval during, double least, Cursor cursor, boolean ranked)
      throws StoreException {
    var highestFirst = Comparator.comparingDouble(Anomaly::rank).reversed();
    var all =
        ports
            .outcomes()
            .anomalies()
            .anomalies(List.of(job), during.from(), during.until(), least)
            .stream()
            .sorted(ranked ? highestFirst : Comparator.comparing(Anomaly::at))
            .dropWhile(one -> !cursor.after().isEmpty() && !one.id().equals(cursor.after()))
            .skip(cursor.after().isEmpty() ? 0 : 1)
            .toList();
    var shown = all.subList(0, Math.min(all.size(), cursor.limit()));
    var next = shown.size() < all.size() ? shown.getLast().id() : "";
    return new AnomalyStore.Page(shown, next);
  }

  private static Optional<JobHealth> health(Context context) {
    var text = parameter(context, "state");
    if (text.isEmpty()) return Optional.empty();
    var health = JobHealth.ofToken(text);
    if (health.isEmpty()) throw new IllegalArgumentException("state must be one of " + all() + ".");
    return health;
  }

  private static String all() {
    return Arrays.stream(JobHealth.values())
        .map(JobHealth::token)
        .collect(Collectors.joining(", "));
  }

  private static double score(String text) {
    try {
      return text.isEmpty() ? USUAL_SCORE : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("min_score must be a number from 0 to 100.", e);
    }
  }

  private static String parameter(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).orElse("");
  }
}
