// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.fleet.Fleet;
import io.stillwatch.ui.fleet.FleetReader;
import io.stillwatch.ui.fleet.JobState;
import io.stillwatch.ui.fleet.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `/metrics` in Prometheus' text format, read from the stores when it is asked for.
final class Metrics {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final WebPorts ports;
  private final FleetReader fleets;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge silent;
  private final MultiGauge lastRun;
  private final MultiGauge expectedRun;
  private final MultiGauge states;
  private final MultiGauge blind;

  Metrics(WebPorts ports) {
    this.ports = ports;
    var views = ports.views();
    fleets = new FleetReader(views.jobs(), views.alerts());
    silent = gauge("stillwatch_job_silent", "1 while the job should have run and did not");
    lastRun = gauge("stillwatch_job_last_run_timestamp_seconds", "When the job last ran");
    expectedRun = gauge("stillwatch_job_expected_run_timestamp_seconds", "When it is due next");
    states = gauge("stillwatch_jobs", "Jobs by state");
    blind = gauge("stillwatch_source_blind", "1 while the source cannot be read");
    ports.readings().forEach(this::register);
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/metrics", this::scrape);
  }

  private synchronized void scrape(Context context) throws StoreException {
    var views = ports.views();
    var fleet = fleets.read(views.clock().instant());
    silent.register(
        rows(fleet, job -> Optional.of(job.state() == JobState.SILENT ? 1.0 : 0.0)), true);
    lastRun.register(rows(fleet, job -> job.lastRun().map(Metrics::seconds)), true);
    expectedRun.register(rows(fleet, job -> job.nextDue().map(Metrics::seconds)), true);
    states.register(
        fleet.counts().entrySet().stream()
            .map(
                each -> MultiGauge.Row.of(Tags.of("state", each.getKey().token()), each.getValue()))
            .toList(),
        true);
    blind.register(
        views.collecting().sources().all().stream()
            .map(source ->
                MultiGauge.Row.of(
                    Tags.of("source", source.source().value()), source.blind() ? 1 : 0))
            .toList(),
        true);
    context.contentType(CONTENT_TYPE).result(registry.scrape(CONTENT_TYPE));
  }

  private static List<MultiGauge.Row<?>> rows(
      Fleet fleet, Function<JobStatus, Optional<Double>> value) {
    return fleet.jobs().stream()
        .<MultiGauge.Row<?>>flatMap(status ->
            value.apply(status).stream().map(number -> MultiGauge.Row.of(tags(status), number)))
        .toList();
  }

  private static Tags tags(JobStatus status) {
    var job = status.job();
    return Tags.of("id", job.id(), "job", job.name(), "host", job.host().name());
  }

  private static double seconds(Instant at) {
    return at.getEpochSecond();
  }

  private MultiGauge gauge(String name, String help) {
    return MultiGauge.builder(name).description(help).register(registry);
  }

  private void register(Reading reading) {
    var tags =
        reading.labels().entrySet().stream().map(e -> Tag.of(e.getKey(), e.getValue())).toList();
    if (reading.name().endsWith("_total")) {
      FunctionCounter.builder(reading.name(), reading, each -> each.value().get().doubleValue())
          .description(reading.help())
          .tags(tags)
          .register(registry);
    } else {
      Gauge.builder(reading.name(), reading.value())
          .description(reading.help())
          .tags(tags)
          .register(registry);
    }
  }
}
