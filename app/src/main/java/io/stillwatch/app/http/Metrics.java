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
import io.stillwatch.core.store.JobStatusStore.JobFilter;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;

/// `/metrics` in Prometheus' text format, read from the stores when it is asked for; the gauges of
/// single jobs are up to [JobGauges#KEPT] old.
final class Metrics {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final WebPorts ports;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JobGauges jobs;
  private final MultiGauge states;
  private final MultiGauge blind;

  Metrics(WebPorts ports) {
    this.ports = ports;
    var views = ports.views();
    jobs = new JobGauges(views.outcomes().statuses(), views.clock());
    states = gauge("stillwatch_jobs", "Jobs by state");
    blind = gauge("stillwatch_source_blind", "1 while the source cannot be read");
    ports.readings().forEach(this::register);
    ports.ingest().ifPresent(ingest -> ingest.readings().forEach(this::register));
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/metrics", this::scrape);
  }

  private synchronized void scrape(Context context) throws StoreException {
    var views = ports.views();
    states.register(
        views.outcomes().statuses().counts(JobFilter.ALL).entrySet().stream()
            .map(
                each -> MultiGauge.Row.of(Tags.of("state", each.getKey().token()), each.getValue()))
            .toList(),
        true);
    blind.register(
        views.collecting().sources().all().stream()
            .map(source ->
                MultiGauge.Row.of(
                    Tags.of("source", Printable.lines(source.source().value())),
                    source.blind() ? 1 : 0))
            .toList(),
        true);
    context.contentType(CONTENT_TYPE).result(registry.scrape(CONTENT_TYPE) + jobs.text());
  }

  private MultiGauge gauge(String name, String help) {
    return MultiGauge.builder(name).description(help).register(registry);
  }

  private void register(MetricReading reading) {
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
