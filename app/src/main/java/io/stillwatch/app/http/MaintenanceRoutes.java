// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.stillwatch.app.json.PublicJson;
import io.stillwatch.core.job.Interval;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.TimeRange;
import java.time.Duration;
import java.util.function.Function;

/// When jobs are not expected, as JSON: each time that a maintenance window or a holiday is open.
final class MaintenanceRoutes {
  /// By default, from now on: people ask what is ahead.
  private static final Duration AHEAD = Duration.ofDays(31);

  private static final Duration LONGEST = Duration.ofDays(800);

  private final UiPorts ports;
  private final Function<Context, Interval> range;

  /// `range` reads the time range of a request.
  MaintenanceRoutes(UiPorts ports, Function<Context, Interval> range) {
    this.ports = ports;
    this.range = range;
  }

  void serveIn(RoutesConfig routes) {
    routes.get("/api/v1/maintenance", this::occurrences);
  }

  private void occurrences(Context context) {
    boolean given =
        context.queryParam(TimeRange.FROM) != null || context.queryParam(TimeRange.TO) != null;
    var now = ports.clock().instant();
    var stretch = given ? range.apply(context) : new Interval(now, now.plus(AHEAD));
    if (Duration.between(stretch.from(), stretch.until()).compareTo(LONGEST) > 0)
      throw new IllegalArgumentException("The range must not be longer than 800 days.");
    var all = ports.detecting().maintenance().during(stretch);
    Api.send(context, Paging.of(context).page(all, PublicJson::occurrence));
  }
}
