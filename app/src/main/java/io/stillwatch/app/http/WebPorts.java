// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import io.stillwatch.ui.ports.UiPorts;
import java.util.List;

/// What the server serves: the ports of the views (which the API reads too), the checks behind
/// `/readyz`, and the numbers behind `/metrics`.
public record WebPorts(UiPorts views, List<Check> checks, List<Reading> readings) {
  public WebPorts {
    checks = List.copyOf(checks);
    readings = List.copyOf(readings);
  }
}
