// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.ui.ports.UiPorts;
import java.util.List;
import java.util.Optional;

/// What the server serves: the ports of the views (which the API reads too), the checks behind
/// `/readyz`, the numbers behind `/metrics`, the way in for what is pushed, if it is open, and the
/// dead letters, where there is a spool.
public record WebPorts(
    UiPorts views,
    List<Check> checks,
    List<Reading> readings,
    Optional<Ingest> ingest,
    Optional<DeadLetterRoutes> deadLetters) {
  /// A server that only shows.
  public WebPorts(UiPorts views, List<Check> checks, List<Reading> readings) {
    this(views, checks, readings, Optional.empty(), Optional.empty());
  }

  public WebPorts {
    checks = List.copyOf(checks);
    readings = List.copyOf(readings);
  }
}
