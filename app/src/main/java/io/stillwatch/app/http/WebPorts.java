// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.ui.ports.UiPorts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the server serves: the ports of the views (which the API reads too), the checks behind
/// `/readyz`, the numbers behind `/metrics`, the way in for what is pushed, if it is open, the dead
/// letters, where there is a spool, who audits a host (all, without a name) when people ask, and
/// who holds which role.
public record WebPorts(
    UiPorts views,
    List<Check> checks,
    List<MetricReading> readings,
    Optional<Ingest> ingest,
    Optional<DeadLetterRoutes> deadLetters,
    Consumer<String> audits,
    Roles roles) {
  /// A server that only shows.
  public WebPorts(UiPorts views, List<Check> checks, List<MetricReading> readings) {
    this(views, checks, readings, Optional.empty(), Optional.empty());
  }

  /// A server behind which no watch could audit.
  public WebPorts(
      UiPorts views,
      List<Check> checks,
      List<MetricReading> readings,
      Optional<Ingest> ingest,
      Optional<DeadLetterRoutes> deadLetters) {
    this(views, checks, readings, ingest, deadLetters, _ -> {}, Roles.NONE);
  }

  public WebPorts {
    checks = List.copyOf(checks);
    readings = List.copyOf(readings);
  }
}
